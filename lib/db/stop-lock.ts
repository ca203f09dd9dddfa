import type { Tx } from "./client";

/**
 * First of all in every stop: waits here for second gates that are under way, and keeps new ones out until the
 * caller commits, so that no intent commits after the stop (R3). Before any window or post.
 */
export async function lockStops(tx: Tx): Promise<void> {
	await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('brake', 0))`;
	await tx.$executeRaw`UPDATE brake SET revision = revision + 1 WHERE id = 1`;
}

/**
 * The second gate's side: no stop commits before the caller does. A row's lock lets those who share it pass by
 * whoever waits for it, so that a stop might wait for ever; an advisory lock is a queue.
 */
export async function shareStops(tx: Tx): Promise<void> {
	await tx.$executeRaw`SELECT pg_advisory_xact_lock_shared(hashtextextended('brake', 0))`;
	await tx.$queryRaw`SELECT id FROM brake WHERE id = 1 FOR SHARE`;
}
