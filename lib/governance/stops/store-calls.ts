import type { Tx } from "@/lib/db/client";
import type { CallUnderWay } from "./model";

/** Oldest first; an empty list of accounts is all of them. */
export async function listCallsUnderWay(
	tx: Tx,
	accountIds: readonly string[],
): Promise<CallUnderWay[]> {
	const rows = await tx.outboundIntent.findMany({
		where: {
			resolvedAt: null,
			...(accountIds.length > 0 && { accountId: { in: [...accountIds] } }),
		},
		select: {
			postId: true,
			accountId: true,
			committedAt: true,
			post: { select: { title: true } },
		},
		orderBy: { committedAt: "asc" },
	});
	return rows.map(({ post, committedAt, ...row }) => ({
		...row,
		title: post.title,
		committedAt: committedAt.toISOString(),
	}));
}
