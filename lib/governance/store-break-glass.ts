import type { Db, Tx } from "@/lib/db/client";

/** The id of an incident that is not over and concerns this account; null without one. */
export async function findOpenIncident(
	db: Db | Tx,
	number: number,
	accountId: string,
): Promise<string | null> {
	const row = await db.incident.findFirst({
		where: {
			number,
			state: { in: ["triage", "active", "mitigated"] },
			OR: [{ accountId: null }, { accountId }],
		},
		select: { id: true },
	});
	return row?.id ?? null;
}

export const findGlassPost = (
	db: Db | Tx,
	postId: string,
): Promise<{ accountId: string; recovery: boolean } | null> =>
	db.post.findUnique({
		where: { id: postId },
		select: { accountId: true, recovery: true },
	});

export async function saveReview(
	tx: Tx,
	windowId: string,
	review: { reviewedBy: string; reviewedAt: Date; reviewNote: string },
): Promise<void> {
	await tx.approvalWindow.update({
		where: { id: windowId, reviewedAt: null },
		data: review,
	});
}

/** Broken glass that nobody has reviewed yet, oldest first. */
export const listUnreviewed = (
	db: Db | Tx,
): Promise<
	{ id: string; accountIds: string[]; requestedBy: string; requestedAt: Date }[]
> =>
	db.approvalWindow.findMany({
		where: { kind: "break_glass", reviewedAt: null },
		select: {
			id: true,
			accountIds: true,
			requestedBy: true,
			requestedAt: true,
		},
		orderBy: { requestedAt: "asc" },
	});
