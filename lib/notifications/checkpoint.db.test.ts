import { mkdtemp, readdir, readFile, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { writeCheckpoint } from "@/lib/audit/checkpoints/files";
import { Checkpoint, isSignedBy } from "@/lib/audit/checkpoints/model";
import {
	readCheckpointHistory,
	readCheckpointsView,
} from "@/lib/audit/checkpoints/views";
import { makeSigner } from "@/lib/audit/testing/chain";
import { addMs, HOUR, MINUTE } from "@/lib/core/time";
import { transaction } from "@/lib/db/client";
import { appNow } from "@/lib/db/clock";
import { readEnv } from "@/lib/env";
import { createWorld, type World } from "@/lib/testing/world";
import { keepCheckpoint } from "./checkpoint";
import { recordDelivered, setChannel } from "./commands";
import { claimMessage } from "./store-delivery";
import { listMessages, readChannel } from "./views";

const signer = makeSigner();
let room: World;
let dir: string;
beforeEach(async () => {
	room = await createWorld();
	dir = join(await mkdtemp(join(tmpdir(), "signalbox-points-")), "kept");
	await setChannel(await room.person(["admin"]), { url: null });
});
afterEach(() => room.drop());

const env = (change: Record<string, string> = {}) =>
	readEnv({
		SIGNALBOX_CHECKPOINT_KEY: signer.pem,
		SIGNALBOX_CHECKPOINT_DIR: dir,
		...change,
	});
const keep = (change: Record<string, string> = {}) =>
	keepCheckpoint(room.service("worker"), env(change));
const messages = () =>
	room.db.outboxMessage.findMany({ orderBy: { id: "asc" } });

/** What somebody who keeps the channel's message as a file has for `audit-verify --checkpoint`. */
const pointIn = (text = "") =>
	Checkpoint.parse(JSON.parse(/`(\{.*\})`$/.exec(text)?.[1] ?? "null"));

test("one an hour is kept as a read-only file, told to the team and recorded", async () => {
	const { seq, hash } = await room.db.auditHead.findFirstOrThrow();
	expect(await keep()).toMatchObject({ kind: "kept", seq: String(seq) });
	const [name = "", ...others] = await readdir(dir);
	expect(others).toEqual([]);
	expect(name).toMatch(/^checkpoint-0{11}1-\d{8}T\d{6}\.\d{3}Z\.json$/);
	expect((await stat(join(dir, name))).mode & 0o777).toBe(0o400);
	const kept = Checkpoint.parse(
		JSON.parse(await readFile(join(dir, name), "utf8")),
	);
	expect(kept).toMatchObject({ seq: String(seq), hash });
	expect(isSignedBy(signer.publicKey, kept)).toBe(true);
	const [message] = await messages();
	expect(pointIn(message?.text)).toEqual(kept);
	expect(await room.audited("audit.checkpoint")).toBe(1);

	expect(await keep()).toEqual({ kind: "not_due" });
	await room.advance(54 * MINUTE);
	expect(await keep()).toEqual({ kind: "not_due" });
	await room.advance(MINUTE);
	expect(await keep()).toMatchObject({ kind: "kept", seq: "2" });
	expect(await readdir(dir)).toHaveLength(2);
});

test("a checkpoint is never written over another", async () => {
	const point = signer.sign(
		{ seq: "1", hash: "a".repeat(64) },
		"1700000000000000",
	);
	const name = await writeCheckpoint(dir, point);
	const before = await readFile(join(dir, name), "utf8");
	const other = { ...point, hash: "b".repeat(64) };
	await expect(writeCheckpoint(dir, other)).rejects.toThrow(/EEXIST/);
	expect(await readFile(join(dir, name), "utf8")).toBe(before);
	expect(await readdir(dir)).toEqual([name]);
});

test("a directory that cannot be written is told, once an hour, and stops nothing", async () => {
	await writeFile(join(dir, "..", "file"), "");
	const SIGNALBOX_CHECKPOINT_DIR = join(dir, "..", "file", "kept");
	const change = { SIGNALBOX_CHECKPOINT_DIR };
	expect(await keep(change)).toMatchObject({ kind: "not_kept", seq: "1" });
	expect(await keep(change)).toEqual({ kind: "not_due" });
	const [message, ...others] = await messages();
	expect(others).toEqual([]);
	expect(message?.text).toContain("It was not kept as a file: ");
	expect(isSignedBy(signer.publicKey, pointIn(message?.text))).toBe(true);
	expect(await readCheckpointHistory(room.service("worker"))).toMatchObject({
		keptAt: null,
		fault: expect.stringContaining("ENOTDIR"),
	});
	await room.advance(HOUR);
	expect(await keep()).toMatchObject({ kind: "kept", seq: "2" });
	expect(await readCheckpointHistory(room.service("worker"))).toMatchObject({
		fault: null,
	});
});

test("of checkpoints that wait for the channel the newest goes out, in place of the others", async () => {
	for (const _ of [1, 2, 3]) {
		await keep();
		await room.advance(HOUR);
	}
	expect(await readChannel(room.service("worker"))).toMatchObject({
		pending: 1,
	});
	const told = await listMessages(room.service("worker"));
	const takenOver = {
		state: "outdated",
		lastError: "not sent: a newer checkpoint took its place",
	};
	expect(told).toMatchObject([{ state: "pending" }, takenOver, takenOver]);
	expect(pointIn(told[0]?.text)).toMatchObject({ seq: "3" });
});

test("a checkpoint that is being sent while the next one is made counts as delivered", async () => {
	await keep();
	await room.advance(HOUR);
	const now = await appNow(room.db);
	const claim = await transaction(room.db, (tx) =>
		claimMessage(tx, { now, leaseUntil: addMs(now, MINUTE) }),
	);
	await keep();
	if (!claim) throw new Error("nothing was due");
	await recordDelivered(room.service("worker"), {
		url: "https://hooks.example.org/x",
		message: claim,
	});
	expect(await listMessages(room.service("worker"))).toMatchObject([
		{ state: "pending" },
		{ state: "delivered" },
	]);
});

test("without a key nothing is signed, and no directory made", async () => {
	expect(await keepCheckpoint(room.service("worker"), readEnv({}))).toEqual({
		kind: "nothing_to_sign",
	});
	expect(await messages()).toEqual([]);
});

test("the screen sees what lies in the directory, and how old it is", async () => {
	const view = () =>
		readCheckpointsView(room.service("worker"), {
			dir,
			publicKey: signer.publicKey,
		});
	expect(await view()).toMatchObject({ state: "none", count: 0, newest: null });
	await keep();
	expect(await view()).toMatchObject({
		state: "fresh",
		count: 1,
		newest: { seq: "1" },
		key: { publicKey: signer.publicKey },
	});
	await room.advance(2 * HOUR + MINUTE);
	expect(await view()).toMatchObject({ state: "stale" });
});
