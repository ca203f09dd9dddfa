import type { Db, Tx } from "@/lib/db/client";
import type { $Enums } from "@/lib/db/generated/client";

/** The slots of an account that posts in these states hold, in order. */
export async function listHeldSlots(
	db: Db | Tx,
	accountId: string,
	span: { from: Date; to: Date; states: readonly $Enums.PostState[] },
): Promise<Date[]> {
	const rows = await db.post.findMany({
		where: {
			accountId,
			state: { in: [...span.states] },
			slotAt: { gte: span.from, lt: span.to },
		},
		orderBy: { slotAt: "asc" },
		select: { slotAt: true },
	});
	return rows.map(({ slotAt }) => slotAt);
}

/** Makes those who would put a post into this account's queue take turns, until the transaction ends. */
export async function lockQueueOf(tx: Tx, accountId: string): Promise<void> {
	await tx.$executeRaw`
		SELECT pg_advisory_xact_lock(hashtextextended(${`queue:${accountId}`}, 0))`;
}

/** The captions of an account's posts since then, newest first, to be told apart from a new one. */
export async function listCaptions(
	db: Db | Tx,
	accountId: string,
	since: Date,
): Promise<{ id: string; caption: string }[]> {
	return db.post.findMany({
		where: { accountId, createdAt: { gte: since } },
		orderBy: { createdAt: "desc" },
		take: 500,
		select: { id: true, caption: true },
	});
}
