import type { Db, Tx } from "@/lib/db/client";

/** Moves the clock that decides; the database refuses everybody but the owner, and every step back. */
export async function moveClock(tx: Tx, ms: number): Promise<void> {
	await tx.$executeRaw`
		UPDATE test_clock SET offset_ms = offset_ms + ${ms}::bigint WHERE id = 1`;
}

/** The database's own clock, whatever the test clock adds. */
export async function databaseClock(db: Db): Promise<Date> {
	const [row] = await db.$queryRaw<{ now: Date }[]>`
		SELECT clock_timestamp() AS now`;
	if (!row) throw new Error("the database gave no time");
	return row.now;
}
