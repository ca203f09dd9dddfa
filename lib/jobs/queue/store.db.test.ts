import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { HOUR, MINUTE } from "@/lib/core/time";
import { createWorld, type World } from "@/lib/testing/world";
import { enqueueTask, queueLagMs } from "./store";

let world: World;
beforeAll(async () => {
	world = await createWorld();
});
beforeEach(async () => {
	await world.owner.$executeRaw`DELETE FROM graphile_worker._private_jobs`;
});
afterAll(() => world.drop());

const wake = () =>
	enqueueTask(world.db, {
		task: "publish_post",
		key: "post",
		queue: "account",
	});
/** As it is after so long without anybody who takes it. */
const wait = (ms: number) =>
	world.owner.$executeRaw`
		UPDATE graphile_worker._private_jobs SET run_at = run_at - ${ms} * interval '1 ms'`;
const countJobs = async () => {
	const [row] = await world.owner.$queryRaw<
		{ waiting: number; all: number }[]
	>`SELECT count(*) FILTER (WHERE is_available AND run_at <= now())::int AS waiting,
			count(*)::int AS all FROM graphile_worker._private_jobs`;
	return row;
};

test("a job that waits ages, however often the ticker asks for it again", async () => {
	await wake();
	await wait(2 * MINUTE);
	await wake();
	expect(await countJobs()).toEqual({ waiting: 1, all: 1 });
	expect(await queueLagMs(world.db)).toBeGreaterThanOrEqual(2 * MINUTE);
});

test("a job that failed counts for nothing until it is asked for again: then it waits from now", async () => {
	await wake();
	await wait(HOUR);
	await world.owner.$executeRaw`
		UPDATE graphile_worker._private_jobs
		SET attempts = 1, last_error = 'failed', run_at = now() + interval '1 minute'`;
	expect(await queueLagMs(world.db)).toBeNull();
	await wake();
	expect(await countJobs()).toEqual({ waiting: 1, all: 2 });
	expect(await queueLagMs(world.db)).toBeLessThan(MINUTE);
});

test("asked for while it runs, it waits once more", async () => {
	await wake();
	await world.owner.$executeRaw`
		UPDATE graphile_worker._private_jobs
		SET attempts = 1, locked_at = now(), locked_by = 'a worker'`;
	await wake();
	await wake();
	expect(await countJobs()).toEqual({ waiting: 1, all: 2 });
});
