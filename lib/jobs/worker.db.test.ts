import pino from "pino";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { verifyDatabase } from "@/lib/audit/verify/database";
import { pause } from "@/lib/core/pause";
import { MINUTE, SECOND } from "@/lib/core/time";
import { type Env, readEnv } from "@/lib/env";
import { tick } from "@/lib/jobs/queue/ticker";
import { listWorkerHeartbeats, toEnvironment } from "@/lib/jobs/workers/store";
import { createStage, type Stage } from "@/lib/publishing/testing/stage";
import { startWorker, type Worker } from "./start-worker";

let stage: Stage;
beforeAll(async () => {
	stage = await createStage();
});
afterAll(() => stage.close());

const silent = pino({ level: "silent" });

const environment = (change: Record<string, string> = {}): Env =>
	readEnv({
		DATABASE_URL: stage.urls.appUrl,
		SIGNALBOX_KEYS: process.env.SIGNALBOX_KEYS,
		SIGNALBOX_TICK_MS: "50",
		INSTAGRAM_GRAPH_URL: stage.emulatorUrl,
		PUBLIC_MEDIA_BASE_URL: stage.deps().mediaBaseUrl,
		...change,
	});

const withWorkers = async (
	environments: readonly Env[],
	work: (workers: Worker[]) => Promise<void>,
): Promise<void> => {
	const workers: Worker[] = [];
	try {
		for (const env of environments)
			workers.push(await startWorker(env, silent));
		await work(workers);
	} finally {
		await Promise.all(workers.map((worker) => worker.stop()));
	}
};

const stateOf = async (id: string) =>
	(await stage.db.post.findUniqueOrThrow({ where: { id } })).state;
const settled = (id: string) => expect.poll(() => stateOf(id));

/** How late somebody is at this moment who does nothing but wait for it and ask the database for the time. */
async function bystanderLateMs(at: Date): Promise<number> {
	const leftMs = at.getTime() - (await stage.now()).getTime();
	await pause(leftMs, new AbortController().signal);
	return (await stage.now()).getTime() - at.getTime();
}

describe("two workers on one database", () => {
	test("simulate a due post once, not before its slot and within a second of it", async () => {
		const { id: accountId } = await stage.connected();
		const postIds: string[] = [];
		let machineLateMs = 0;
		await withWorkers([environment(), environment()], async () => {
			for (const inMs of [2_500, 5_000, 7_500])
				postIds.push(await stage.post(accountId, { inMs }));
			const posts = await stage.db.post.findMany({ where: { accountId } });
			machineLateMs = Math.max(
				...(await Promise.all(
					posts.map(({ slotAt }) => bystanderLateMs(slotAt)),
				)),
			);
			for (const id of postIds) await settled(id).toBe("simulated");
		});
		const attempts = await stage.db.attempt.findMany({
			where: { post: { accountId } },
			include: { post: true },
		});
		expect(attempts.map(({ postId }) => postId).sort()).toEqual(postIds.sort());
		// The machine may stand still at one slot, not at all three.
		const leastLateMs = Math.min(
			...attempts.map(
				({ startedAt, post }) => startedAt.getTime() - post.slotAt.getTime(),
			),
		);
		expect(leastLateMs).toBeGreaterThanOrEqual(0);
		expect(leastLateMs).toBeLessThan(SECOND + machineLateMs);
		const decisions = await stage.db.gateDecision.count({
			where: { postId: { in: postIds } },
		});
		expect(decisions).toBe(postIds.length);
	});

	test("publish a post live once, in an open window", async () => {
		const { id: accountId, igId } = await stage.connected();
		await withWorkers([environment(), environment()], async () => {
			await stage.open(accountId);
			const postId = await stage.post(accountId, { inMs: 500 });
			await settled(postId).toBe("published");
		});
		expect(await stage.emulator.listPublished(igId)).toHaveLength(1);
		expect(await verifyDatabase(stage.worker)).toMatchObject({ ok: true });
	});
});

describe("a heartbeat", () => {
	test("says what the worker sees before any work, and when it ended", async () => {
		const startedAt = await stage.now();
		const env = environment({ GOVERNANCE_APPROVED: "on", PUBLISH_LOCKED: "1" });
		const mine = async () =>
			(await listWorkerHeartbeats(stage.db, startedAt)).filter(
				(row) => row.startedAt >= startedAt,
			);
		await withWorkers([env], async () => {
			const [row] = await mine();
			expect(row).toMatchObject({ pid: process.pid, stoppedAt: null });
			expect(row?.environment).toMatchObject({
				ALLOW_AUTONOMOUS_PUBLISH: false,
				GOVERNANCE_APPROVED: true,
				locked: true,
				graphOnLoopback: true,
				testClock: false,
			});
			expect(toEnvironment(row?.environment).queueWorkers).toHaveLength(4);
		});
		expect((await mine())[0]?.stoppedAt).not.toBeNull();
	});
});

describe("a tick", () => {
	const raise = (error: unknown) => {
		throw error;
	};
	const waiting = (key: string) =>
		stage.owner.$queryRaw<unknown[]>`
			SELECT id FROM graphile_worker._private_jobs WHERE key = ${key}`;

	test("wakes once for a post, however many tickers look", async () => {
		const { id: accountId } = await stage.connected();
		const soon = await stage.post(accountId, { inMs: 1_000 });
		const later = await stage.post((await stage.connected()).id, {
			inMs: 10 * MINUTE,
		});
		await Promise.all(
			[1, 2, 3].map((count) => tick(stage.worker, count, raise)),
		);
		expect(await waiting(soon)).toHaveLength(1);
		expect(await waiting(later)).toHaveLength(0);
	});

	test("tells of a look that fails, and makes the others", async () => {
		await stage.owner.$executeRaw`DELETE FROM graphile_worker._private_jobs`;
		await stage.owner.$executeRaw`REVOKE SELECT ON run FROM signalbox_app`;
		const told: unknown[] = [];
		await tick(stage.worker, 0, (error) => told.push(error));
		await stage.owner.$executeRaw`GRANT SELECT ON run TO signalbox_app`;
		expect(told).toMatchObject([
			{ message: expect.stringContaining("denied") },
		]);
		expect(await waiting("reconcile_posts")).toHaveLength(1);
	});
});
