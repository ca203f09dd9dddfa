import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newId } from "@/lib/core/ids";
import { addMs, DAY, MINUTE, SECOND } from "@/lib/core/time";
import { enqueueTask, releaseLocks } from "@/lib/jobs/queue/store";
import { createStage, type Stage } from "@/lib/publishing/testing/stage";
import { reapWorkers } from "./janitor";

let stage: Stage;
beforeAll(async () => {
	stage = await createStage();
});
afterAll(() => stage.close());

describe("the janitor", () => {
	const beat = async (agoMs: number, queueWorkers: string[]) => {
		const id = newId();
		const beatAt = addMs(await stage.now(), -agoMs);
		await stage.db.workerHeartbeat.create({
			data: {
				...{ id, host: "elsewhere", pid: 1, startedAt: beatAt, beatAt },
				environment: { queueWorkers },
			},
		});
		return id;
	};
	const lockedBy = async (owner: string) => {
		const key = newId();
		await enqueueTask(stage.db, { task: "verify_audit", key, queue: key });
		await stage.owner.$executeRaw`
			UPDATE graphile_worker._private_jobs
			SET locked_by = ${owner}, locked_at = now() - interval '1 minute' WHERE key = ${key}`;
		await stage.owner.$executeRaw`
			UPDATE graphile_worker._private_job_queues
			SET locked_by = ${owner}, locked_at = now() - interval '1 minute' WHERE queue_name = ${key}`;
		return async () => {
			const rows = await stage.owner.$queryRaw<{ locked_by: string | null }[]>`
				SELECT locked_by FROM graphile_worker._private_jobs WHERE key = ${key}
				UNION SELECT locked_by FROM graphile_worker._private_job_queues WHERE queue_name = ${key}`;
			return rows.map((row) => row.locked_by);
		};
	};

	test("releases what a silent worker held, once, and leaves the living alone", async () => {
		const dead = await beat(MINUTE, ["queue-dead"]);
		await beat(SECOND, ["queue-alive"]);
		const deadLocks = await lockedBy("queue-dead");
		const nobodysLocks = await lockedBy("queue-never-heard-of");
		const livingLocks = await lockedBy("queue-alive");
		const both = await Promise.all([
			reapWorkers(stage.worker),
			reapWorkers(stage.worker),
		]);
		expect(both.map(({ did }) => did).sort()).toEqual([0, 1]);
		expect(await deadLocks()).toEqual([null]);
		expect(await nobodysLocks()).toEqual([null]);
		expect(await livingLocks()).toEqual(["queue-alive"]);
		const reaped = await stage.db.auditEvent.findMany({
			where: { action: "worker.reap" },
		});
		expect(reaped.map(({ subjectId }) => subjectId)).toEqual([dead]);
		await stage.owner.$transaction((tx) => releaseLocks(tx, []));
	});

	test("forgets readings of the rate limit after a week, and never the newest of a kind", async () => {
		const { id: accountId } = await stage.connected();
		const now = await stage.now();
		const ago = [
			["usage", 1],
			["usage", 6],
			["usage", 8],
			["quota", 30],
			["quota", 40],
		] as const;
		await stage.owner.rateLimitReading.deleteMany({ where: { accountId } });
		await stage.owner.rateLimitReading.createMany({
			data: ago.map(([kind, days]) => ({
				...{ id: newId(), accountId, kind, raw: {} },
				observedAt: addMs(now, -days * DAY),
			})),
		});
		await reapWorkers(stage.worker);
		const left = await stage.db.rateLimitReading.findMany({
			where: { accountId },
			orderBy: { observedAt: "desc" },
		});
		expect(
			left.map(({ kind, observedAt }) => [
				kind,
				(now.getTime() - observedAt.getTime()) / DAY,
			]),
		).toEqual([
			["usage", 1],
			["usage", 6],
			["quota", 30],
		]);
	});
});
