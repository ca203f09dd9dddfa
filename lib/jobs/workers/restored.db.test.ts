import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pino from "pino";
import { afterAll, beforeAll, expect, test } from "vitest";
import { makeSigner } from "@/lib/audit/testing/chain";
import { createDb, type Db } from "@/lib/db/client";
import { onDatabase, sql } from "@/lib/db/testing/template";
import { readEnv } from "@/lib/env";
import { closeWindow } from "@/lib/governance/windows/commands";
import { startWorker } from "@/lib/jobs/start-worker";
import { keepCheckpoint } from "@/lib/notifications/checkpoint";
import {
	createStage,
	liveOf,
	type Stage,
} from "@/lib/publishing/testing/stage";

const silent = pino({ level: "silent" });
let stage: Stage;
beforeAll(async () => {
	stage = await createStage();
});
afterAll(() => stage.close());

/** A second database with everything that is in the first one now. */
async function backUp(name: string): Promise<string> {
	const { ownerUrl, appUrl } = stage.urls;
	const source = new URL(ownerUrl).pathname.slice(1);
	await sql(
		onDatabase(ownerUrl, "postgres"),
		`select pg_terminate_backend(pid) from pg_stat_activity where datname = '${source}'`,
		`create database ${source}_${name} template ${source}`,
	);
	return onDatabase(appUrl, `${source}_${name}`);
}

const environment = (databaseUrl: string, dir: string, pem: string) =>
	readEnv({
		DATABASE_URL: databaseUrl,
		SIGNALBOX_KEYS: process.env.SIGNALBOX_KEYS,
		SIGNALBOX_TICK_MS: "50",
		SIGNALBOX_CHECKPOINT_KEY: pem,
		SIGNALBOX_CHECKPOINT_DIR: dir,
		INSTAGRAM_GRAPH_URL: stage.emulatorUrl,
		PUBLIC_MEDIA_BASE_URL: stage.deps().mediaBaseUrl,
	});

async function workOn(
	env: ReturnType<typeof environment>,
	until: (db: Db) => Promise<void>,
): Promise<void> {
	const db = createDb(env.DATABASE_URL ?? "", { poolSize: 2 });
	const worker = await startWorker(env, silent);
	try {
		await until(db);
	} finally {
		await worker.stop();
		await db.$disconnect();
	}
}

test("a restored backup whose window is open again publishes nothing; the same without a checkpoint of what came after does", async () => {
	const { pem } = makeSigner();
	const folder = async () => mkdtemp(join(tmpdir(), "signalbox-restored-"));
	const dir = await folder();
	const { id: accountId, igId } = await stage.connected();
	const windowId = await stage.open(accountId);
	const postId = await stage.post(accountId, { inMs: 1_000 });
	const [restored, control] = [await backUp("a"), await backUp("b")];
	await closeWindow(await stage.fresh(stage.operator), {
		windowId,
		reason: "something is wrong",
	});
	await keepCheckpoint(stage.worker, environment(stage.urls.appUrl, dir, pem));

	const decisionOf = (db: Db) => () =>
		db.gateDecision.findFirst({ where: { postId } });
	await workOn(environment(restored, dir, pem), async (db) => {
		await expect.poll(decisionOf(db)).toMatchObject({
			mode: "held",
		});
		expect(await db.halt.findMany()).toMatchObject([
			{ accountId: null, reason: expect.stringContaining("restored?") },
		]);
		expect(await db.incident.findMany()).toMatchObject([{ severity: 1 }]);
	});
	expect(await liveOf(stage, igId)).toEqual([]);

	await workOn(environment(control, await folder(), pem), async (db) => {
		const state = async () =>
			(await db.post.findUniqueOrThrow({ where: { id: postId } })).state;
		await expect.poll(state).toBe("published");
		expect(await db.halt.findMany()).toEqual([]);
		expect(await db.incident.findMany()).toEqual([]);
		const signed = () =>
			db.auditEvent.count({ where: { action: "audit.checkpoint" } });
		await expect.poll(signed).toBe(1);
	});
	expect(await liveOf(stage, igId)).toHaveLength(1);
});
