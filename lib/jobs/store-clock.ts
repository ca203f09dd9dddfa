import type { Tx } from "@/lib/db/client";

/** Moves the clock that decides; the database refuses everybody but the owner, and every step back. */
export async function moveClock(tx: Tx, ms: number): Promise<void> {
	await tx.$executeRaw`
		UPDATE test_clock SET offset_ms = offset_ms + ${ms}::bigint WHERE id = 1`;
}
