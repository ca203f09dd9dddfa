import { generateKeyPairSync } from "node:crypto";
import { mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { appendAudit } from "@/lib/audit/append";
import { publicKeyText, readPrivateKey } from "@/lib/audit/checkpoints/model";
import {
	PLUMBING_TABLES,
	TELEMETRY_COLUMNS,
	TELEMETRY_TABLES,
} from "@/lib/audit/exempt";
import { exportAudit } from "@/lib/audit/export/export";
import { transaction } from "@/lib/db/client";
import { appNow } from "@/lib/db/clock";
import { createWorld, type World } from "@/lib/testing/world";
import { verifyDatabase } from "./database";
import { verifyExport } from "./export";

let world: World;
beforeAll(async () => {
	world = await createWorld();
});
afterAll(() => world.drop());

const WRITERS = 16;
const EACH = 200;

const append = (w: World, note: string) =>
	transaction(w.db, async (tx) =>
		appendAudit(tx, w.service("worker"), await appNow(tx), [
			{
				action: "worker.reap",
				subject: { type: "test", id: note },
				after: { note, score: 0.25 },
			},
		]),
	);

describe("the chain under concurrency (AC-A3)", () => {
	test(`${WRITERS} writers × ${EACH} events: one line, no fork, no deadlock`, async () => {
		const before = await world.db.auditEvent.count();
		await Promise.all(
			Array.from({ length: WRITERS }, async (_, w) => {
				for (let i = 0; i < EACH; i++) await append(world, `${w}-${i}`);
			}),
		);
		const verdict = await verifyDatabase(world.service("cli"));
		expect(verdict).toMatchObject({ ok: true, count: before + WRITERS * EACH });
	});

	test.each([
		[
			"reads the tail, then inserts",
			"SELECT hash FROM naive ORDER BY id DESC LIMIT 1",
		],
		[
			"locks the tail row",
			"SELECT hash FROM naive ORDER BY id DESC LIMIT 1 FOR UPDATE",
		],
	])("control: a writer that %s forks", async (_, read) => {
		const { owner } = world;
		await owner.$executeRawUnsafe("DROP TABLE IF EXISTS naive");
		await owner.$executeRawUnsafe(
			"CREATE TABLE naive (id bigserial PRIMARY KEY, prev text, hash text)",
		);
		await owner.$executeRawUnsafe(
			"INSERT INTO naive (prev, hash) VALUES ('', 'genesis')",
		);
		const dbs = Array.from({ length: 4 }, () => owner);
		await Promise.all(
			dbs.map(async (db, w) => {
				for (let i = 0; i < 100; i++)
					await db.$transaction(async (tx) => {
						const [tail] = await tx.$queryRawUnsafe<{ hash: string }[]>(read);
						await tx.$executeRawUnsafe(
							"INSERT INTO naive (prev, hash) VALUES ($1, $2)",
							tail?.hash,
							`${w}-${i}`,
						);
					});
			}),
		);
		const [row] = await owner.$queryRawUnsafe<{ forks: bigint }[]>(
			"SELECT count(*) - count(DISTINCT prev) AS forks FROM naive",
		);
		expect(Number(row?.forks)).toBeGreaterThan(0);
	});

	test("the database refuses a link that does not follow the head", async () => {
		const last = await world.db.auditEvent.findFirstOrThrow({
			orderBy: { seq: "desc" },
		});
		const data = {
			...last,
			before: {},
			after: {},
			facts: {},
			seq: last.seq + 1n,
			prevHash: "a".repeat(64),
			hash: "b".repeat(64),
		};
		await expect(world.db.auditEvent.create({ data })).rejects.toThrow(
			/does not follow/,
		);
	});
});

describe("who may touch it (AC-A4)", () => {
	const attempts = [
		"UPDATE audit_event SET reason = 'x'",
		"DELETE FROM audit_event",
		"TRUNCATE audit_event",
		"ALTER TABLE audit_event DISABLE TRIGGER ALL",
		"SET session_replication_role = replica",
		"UPDATE audit_head SET seq = 0",
		"UPDATE test_clock SET offset_ms = 1",
		"UPDATE setting SET separation_of_duties = false",
		"UPDATE attempt SET outcome = 'x'",
		"DELETE FROM gate_decision",
		"DELETE FROM outbound_intent",
		"DELETE FROM window_grant",
	];
	test.each(attempts)("the application role may not: %s", async (sql) => {
		await expect(world.db.$executeRawUnsafe(sql)).rejects.toThrow(
			/permission denied|must be owner/,
		);
	});

	test.each(attempts.slice(0, 3))(
		"the owner's slip is stopped by a trigger: %s",
		async (sql) => {
			await expect(world.owner.$executeRawUnsafe(sql)).rejects.toThrow(
				/append-only/,
			);
		},
	);
});

test("an owner who disables the trigger and edits is found and named", async () => {
	const other = await createWorld();
	for (const note of ["a", "b", "c"]) await append(other, note);
	const { seq } = await other.owner.auditEvent.findFirstOrThrow({
		where: { subjectId: "b" },
	});
	await other.owner.$executeRawUnsafe(
		"ALTER TABLE audit_event DISABLE TRIGGER ALL",
	);
	await other.owner.auditEvent.update({
		where: { seq },
		data: { reason: "never happened" },
	});
	expect(await verifyDatabase(other.service("cli"))).toMatchObject({
		ok: false,
		kind: "edit",
		seq: String(seq),
	});
	await other.owner.auditEvent.deleteMany({ where: { seq: { gte: seq } } });
	expect(await verifyDatabase(other.service("cli"))).toMatchObject({
		ok: false,
		kind: "truncated",
	});
	await other.drop();
});

test("an export verifies with the file and the public key alone, and not when changed", async () => {
	const other = await createWorld();
	for (const note of ["a", "b", "c"]) await append(other, note);
	const { privateKey } = generateKeyPairSync("ed25519");
	const pem = privateKey.export({ type: "pkcs8", format: "pem" }).toString();
	const publicKey = publicKeyText(readPrivateKey(pem));
	const path = join(
		await mkdtemp(join(tmpdir(), "signalbox-export-")),
		"audit.jsonl",
	);
	const owner = await other.person(["owner"]);
	expect((await exportAudit(owner, { path, privateKey: pem })).events).toBe(4);
	await other.drop();
	expect(await verifyExport(path, publicKey)).toMatchObject({
		ok: true,
		count: 4,
	});
	const stranger = publicKeyText(generateKeyPairSync("ed25519").privateKey);
	expect(await verifyExport(path, stranger)).toMatchObject({
		ok: false,
		kind: "unsigned",
	});
	const text = await readFile(path, "utf8");
	await writeFile(path, text.replace('"subjectId":"b"', '"subjectId":"B"'));
	expect(await verifyExport(path, publicKey)).toMatchObject({
		ok: false,
		kind: "edit",
		seq: "2",
	});
	const lines = text.split("\n");
	await writeFile(path, [...lines.slice(0, 3), ...lines.slice(4)].join("\n"));
	expect(await verifyExport(path, publicKey)).toMatchObject({
		ok: false,
		kind: "truncated",
	});
});

test("every exempt table exists, and holds nothing that grants a right", async () => {
	const rows = await world.owner.$queryRaw<{ name: string }[]>`
		SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'`;
	const tables = rows.map(({ name }) => name);
	expect(tables).toEqual(
		expect.arrayContaining([...TELEMETRY_TABLES, ...PLUMBING_TABLES]),
	);
	const rights = [
		"person",
		"role_grant",
		"access_token",
		"session",
		"approval_window",
		"window_grant",
		"halt",
		"policy_hold",
		"approval",
		"setting",
	];
	expect(
		rights.filter((name) =>
			(TELEMETRY_TABLES as readonly string[]).includes(name),
		),
	).toEqual([]);
});

test("every exempt column exists, in a table whose other columns are audited", async () => {
	const rows = await world.owner.$queryRaw<{ name: string }[]>`
		SELECT table_name || '.' || column_name AS name
		FROM information_schema.columns WHERE table_schema = 'public'`;
	const columns = rows.map(({ name }) => name);
	expect(columns).toEqual(expect.arrayContaining([...TELEMETRY_COLUMNS]));
	const exempt: readonly string[] = [...TELEMETRY_TABLES, ...PLUMBING_TABLES];
	for (const column of TELEMETRY_COLUMNS)
		expect(exempt).not.toContain(column.split(".")[0]);
});

test("sessions run in UTC", async () => {
	const [row] = await world.db.$queryRaw<{ zone: string }[]>`
		SELECT current_setting('TimeZone') AS zone`;
	expect(row?.zone).toBe("UTC");
});
