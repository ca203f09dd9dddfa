import type { Db, Tx } from "@/lib/db/client";

export type TaskRequest = {
	task: string;
	payload?: Record<string, string>;
	/** One waiting job per key: adding it again changes nothing, its age least of all. */
	key: string;
	/** Jobs of one queue run one after the other, over all workers. */
	queue?: string;
};

/**
 * Wakes a worker. Jobs are only wake-ups: what is due stands in our own tables, so a job
 * that fails is not tried again by the queue.
 */
export async function enqueueTask(
	db: Db | Tx,
	wake: TaskRequest,
): Promise<void> {
	await db.$queryRaw`
		SELECT id FROM graphile_worker.add_job(
			${wake.task}::text,
			payload => ${JSON.stringify(wake.payload ?? {})}::json,
			queue_name => ${wake.queue ?? null}::text,
			job_key => ${wake.key}::text,
			job_key_mode => 'preserve_run_at',
			max_attempts => 1
		)`;
}

/** Jobs and queues that are locked by nobody who lives: released, for the living to take. */
export async function releaseLocks(
	tx: Tx,
	alive: readonly string[],
): Promise<string[]> {
	const rows = await tx.$queryRaw<{ locked_by: string }[]>`
		SELECT DISTINCT locked_by FROM (
			SELECT locked_by, locked_at FROM graphile_worker._private_jobs
			UNION ALL SELECT locked_by, locked_at FROM graphile_worker._private_job_queues
		) locks
		WHERE locked_by IS NOT NULL AND locked_at < now() - interval '30 seconds'
			AND NOT locked_by = ANY (${[...alive]}::text[])`;
	const dead = rows.map((row) => row.locked_by);
	if (dead.length > 0)
		await tx.$queryRaw`SELECT graphile_worker.force_unlock_workers(${dead}::text[])::text`;
	return dead;
}

/** How long the oldest job that could run has been waiting, in milliseconds; null when none waits. */
export async function queueLagMs(db: Db): Promise<number | null> {
	const rows = await db.$queryRaw<{ lag: number | null }[]>`
		SELECT (extract(epoch FROM now() - min(run_at)) * 1000)::float8 AS lag
		FROM graphile_worker._private_jobs
		WHERE locked_at IS NULL AND run_at <= now() AND attempts < max_attempts`;
	return rows[0]?.lag ?? null;
}
