import type { Db, Tx } from "./client";

/** The time that decides: the database's clock, moved by the test clock where one is on. Milliseconds. */
export async function appNow(db: Db | Tx): Promise<Date> {
	const rows = await db.$queryRaw<{ now: Date }[]>`SELECT app_now() AS now`;
	const now = rows[0]?.now;
	if (!now) throw new Error("app_now() gave no time");
	return now;
}

/** How far the test clock runs ahead, in milliseconds; 0 in production. */
export async function clockOffsetMs(db: Db | Tx): Promise<number> {
	const row = await db.testClock.findUniqueOrThrow({ where: { id: 1 } });
	return Number(row.offsetMs);
}
