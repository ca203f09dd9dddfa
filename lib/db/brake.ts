import type { Tx } from "@/lib/db/client";

/**
 * First of all in every stop: waits here for second gates that are under way, and keeps new ones out until the
 * caller commits, so that no intent commits after the stop (R3). Before any window or post.
 */
export async function pullBrake(tx: Tx): Promise<void> {
	await tx.$executeRaw`UPDATE brake SET revision = revision + 1 WHERE id = 1`;
}

/** The second gate's side: no stop commits before the caller does. */
export async function holdBrake(tx: Tx): Promise<void> {
	await tx.$queryRaw`SELECT id FROM brake WHERE id = 1 FOR SHARE`;
}
