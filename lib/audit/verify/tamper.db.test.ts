import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { appendAudit } from "@/lib/audit/append";
import { writeCheckpoint } from "@/lib/audit/checkpoints/files";
import type { ChainedEvent } from "@/lib/audit/event";
import { hashEvent } from "@/lib/audit/event";
import { exportAudit } from "@/lib/audit/export/export";
import { readHead } from "@/lib/audit/store";
import { at, makeSigner } from "@/lib/audit/testing/chain";
import {
	deleteFrom,
	disableGuards,
	insertRow,
	moveHead,
	readChain,
	reorderedEvents,
	replaceChain,
} from "@/lib/audit/testing/superuser";
import { type Db, transaction } from "@/lib/db/client";
import { appNow } from "@/lib/db/clock";
import { createWorld, type World } from "@/lib/testing/world";
import { verifyDatabase } from "./database";

const signer = makeSigner();
let world: World;
let dir: string;

async function append(count: number): Promise<void> {
	for (let i = 0; i < count; i++)
		await transaction(world.db, async (tx) =>
			appendAudit(tx, world.service("worker"), await appNow(tx), [
				{ action: "worker.reap", subject: { type: "test", id: `t${i}` } },
			]),
		);
}

async function sign(by = signer): Promise<void> {
	const { seq, hash } = await readHead(world.db);
	const point = { seq: String(seq), hash };
	await writeCheckpoint(dir, by.sign(point, `170000000000000${seq}`));
}

/** Eight events, signed after the third and the sixth. */
beforeEach(async () => {
	world = await createWorld();
	dir = await mkdtemp(join(tmpdir(), "signalbox-tamper-"));
	await append(3);
	await sign();
	await append(3);
	await sign();
	await append(2);
});
afterEach(() => world.drop());

const verify = (publicKey: string | null = signer.publicKey) =>
	verifyDatabase(world.service("cli"), { dir, publicKey });
const told = async (publicKey?: string | null) => {
	const verdict = await verify(publicKey);
	return verdict.ok ? "ok" : `${verdict.seq} ${verdict.kind}`;
};

type Tamper = (owner: Db, events: ChainedEvent[]) => Promise<unknown>;

const setReason = (owner: Db, seq: bigint) =>
	owner.auditEvent.update({ where: { seq }, data: { reason: "never" } });

const withNewHash = (event: ChainedEvent): ChainedEvent => {
	const { hash: _, ...content } = { ...event, reason: "never" };
	return { ...content, hash: hashEvent(content) };
};

async function rewrite(owner: Db, events: ChainedEvent[]): Promise<void> {
	await replaceChain(owner, events);
	await moveHead(owner);
}

/** Without the unique indexes a superuser can even store one number twice. */
const allowTwice = async (owner: Db) => {
	await owner.$executeRawUnsafe(
		"ALTER TABLE audit_event DROP CONSTRAINT audit_event_pkey",
	);
	await owner.$executeRawUnsafe("DROP INDEX audit_event_prev_hash_key");
	await owner.$executeRawUnsafe("DROP INDEX audit_event_hash_key");
};

/** Numbers and neighbours change places, contents and hashes stay. */
const swap = (owner: Db) =>
	owner.$executeRaw`
		UPDATE audit_event SET seq = CASE seq WHEN 4 THEN 1005 ELSE 1004 END
		WHERE seq IN (4, 5)`.then(
		() =>
			owner.$executeRaw`UPDATE audit_event SET seq = seq - 1000 WHERE seq > 1000`,
	);

// Each with what it is called beside the checkpoints, and without them (the head row alone).
const TAMPERS: [name: string, tamper: Tamper, known: string, alone: string][] =
	[
		["an edited event", (owner) => setReason(owner, 4n), "4 edit", "4 edit"],
		[
			"an edited event with its hash made new",
			async (owner, events) => {
				await owner.auditEvent.delete({ where: { seq: 5n } });
				await insertRow(owner, withNewHash(at(events, 5)));
			},
			"6 fork",
			"6 fork",
		],
		[
			"a deleted event",
			(owner) => owner.auditEvent.delete({ where: { seq: 4n } }),
			"5 gap",
			"5 gap",
		],
		["two events that changed numbers", swap, "4 edit", "4 edit"],
		[
			"an event stored twice",
			async (owner, events) => {
				await allowTwice(owner);
				await insertRow(owner, at(events, 4));
			},
			"4 repeat",
			"4 repeat",
		],
		[
			"a second event with a number",
			async (owner, events) => {
				await allowTwice(owner);
				await insertRow(owner, withNewHash(at(events, 4)));
			},
			"4 fork",
			"4 fork",
		],
		[
			"an event before the first",
			async (owner, events) => {
				await owner.$executeRawUnsafe(
					"ALTER TABLE audit_event DROP CONSTRAINT audit_event_hashes",
				);
				await allowTwice(owner);
				await insertRow(owner, { ...at(events, 1), seq: "0" });
			},
			"0 edit",
			"0 edit",
		],
		[
			"a cut tail",
			(owner) => deleteFrom(owner, 5n),
			"4 truncated",
			"4 truncated",
		],
		[
			"a cut tail with the head row set back",
			(owner) => deleteFrom(owner, 5n).then(() => moveHead(owner)),
			"4 truncated",
			"ok",
		],
		[
			"everything written anew, the head row moved",
			(owner, events) => rewrite(owner, reorderedEvents(events, 1)),
			"3 rewritten",
			"ok",
		],
		[
			"the end written anew, the head row moved",
			(owner, events) => rewrite(owner, reorderedEvents(events, 5)),
			"6 rewritten",
			"ok",
		],
		[
			"what no checkpoint knows yet, written anew",
			(owner, events) => rewrite(owner, reorderedEvents(events, 7)),
			"ok",
			"ok",
		],
	];

describe("a superuser who takes the guards away", () => {
	test.each(TAMPERS)("%s", async (_, tamper, known, alone) => {
		expect(await verify()).toMatchObject({
			ok: true,
			count: 8,
			anchors: { checkpoints: 2, newest: { seq: "6" }, hasKey: true },
		});
		const events = await readChain(world.owner);
		await disableGuards(world.owner);
		await tamper(world.owner, events);
		expect(await told()).toBe(known);
		expect(await told(null)).toBe(alone);
	});
});

test("nothing is signed over a chain whose signed end is cut off, whatever the head row says", async () => {
	const path = join(dir, "audit.jsonl");
	const target = { path, privateKey: signer.pem, keptIn: dir };
	await exportAudit(world.service("cli"), target);
	await disableGuards(world.owner);
	await deleteFrom(world.owner, 5n);
	await moveHead(world.owner);
	await expect(exportAudit(world.service("cli"), target)).rejects.toMatchObject(
		{
			code: "conflict",
			message: expect.stringContaining("checkpoint-000000000006"),
		},
	);
});

test("a checkpoint among ours that our key did not sign is named with its file", async () => {
	await sign(makeSigner());
	expect(await verify()).toMatchObject({
		ok: false,
		kind: "unsigned",
		seq: "8",
		sentence: expect.stringMatching(/checkpoint-000000000008-.*not signed/),
	});
});

describe("a superuser with the guards in place", () => {
	const attempts = [
		"UPDATE audit_event SET reason = 'x' WHERE seq = 4",
		"DELETE FROM audit_event WHERE seq > 4",
		"TRUNCATE audit_event",
	];
	test.each(attempts)("is refused even as a replica: %s", async (sql) => {
		const { owner } = world;
		const [who] = await owner.$queryRaw<{ super: boolean }[]>`
			SELECT usesuper AS super FROM pg_user WHERE usename = current_user`;
		expect(who?.super).toBe(true);
		const asReplica = owner.$transaction([
			owner.$executeRawUnsafe("SET LOCAL session_replication_role = replica"),
			owner.$executeRawUnsafe(sql),
		]);
		await expect(asReplica).rejects.toThrow(/append-only/);
		expect(await told()).toBe("ok");
	});
});
