import type { Db, Tx } from "@/lib/db/client";
import { type PostState, UNSENT_STATES } from "@/lib/publishing/post/model";

export type PostOfApprover = {
	id: string;
	accountId: string;
	handle: string;
	title: string;
	state: PostState;
	slotAt: Date;
};

/** Unsent posts, and those whose call is under way, whose last decision is this person's approval. */
export async function listApprovedBy(
	db: Db | Tx,
	personId: string,
): Promise<PostOfApprover[]> {
	const by = {
		decidedBy: personId,
		kind: "human",
		verdict: "approved",
	} as const;
	const rows = await db.post.findMany({
		where: {
			state: { in: [...UNSENT_STATES, "publishing"] },
			approvals: { some: by },
		},
		select: {
			id: true,
			accountId: true,
			title: true,
			state: true,
			slotAt: true,
			account: { select: { handle: true } },
			approvals: {
				orderBy: [{ decidedAt: "desc" }, { id: "desc" }],
				take: 1,
				select: { decidedBy: true, verdict: true },
			},
		},
		orderBy: [{ slotAt: "asc" }, { id: "asc" }],
	});
	return rows.flatMap(({ account, approvals, ...post }) => {
		const [last] = approvals;
		const theirs = last?.decidedBy === personId && last.verdict === by.verdict;
		return theirs ? { ...post, handle: account.handle } : [];
	});
}
