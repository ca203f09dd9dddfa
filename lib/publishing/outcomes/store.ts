import type { Db, Tx } from "@/lib/db/client";

/** Posts that are live on the platform, published since then, oldest first. */
export const listLivePosts = async (
	db: Db | Tx,
	span: { accountId: string; from: Date; to: Date },
) => {
	const rows = await db.post.findMany({
		where: {
			accountId: span.accountId,
			state: "published",
			mediaId: { not: null },
			finishedAt: { gte: span.from, lt: span.to },
		},
		select: {
			id: true,
			title: true,
			format: true,
			templateVersion: true,
			mediaId: true,
			permalink: true,
			finishedAt: true,
		},
		orderBy: [{ finishedAt: "asc" }, { id: "asc" }],
	});
	return rows.flatMap(({ mediaId, finishedAt, ...row }) =>
		mediaId && finishedAt ? [{ ...row, mediaId, finishedAt }] : [],
	);
};

/** Outcomes of live attempts in (from, to], oldest first. */
export const listLiveOutcomes = (db: Db | Tx, span: { from: Date; to: Date }) =>
	db.attempt.findMany({
		where: { mode: "live", finishedAt: { gt: span.from, lte: span.to } },
		select: { accountId: true, outcome: true, finishedAt: true },
		orderBy: [{ finishedAt: "asc" }, { id: "asc" }],
	});

/** The account's post of this media id, or null. */
export async function findPostByMediaId(
	tx: Tx,
	accountId: string,
	mediaId: string,
): Promise<string | null> {
	const row = await tx.post.findFirst({
		where: { accountId, mediaId },
		select: { id: true },
	});
	return row?.id ?? null;
}
