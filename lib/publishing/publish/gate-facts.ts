import type { Tx } from "@/lib/db/client";
import type {
	AttributedFacts,
	AttributedGovernance,
	AttributedPost,
} from "@/lib/governance/gate/model-attributed";
import { approvalFacts } from "@/lib/publishing/approval/decide";
import {
	listApprovals,
	readApprovalContext,
} from "@/lib/publishing/approval/store";
import { sealPost } from "@/lib/publishing/post/payload";
import type { PostOnAccount } from "@/lib/publishing/post/store";
import type { QuarantineFacts } from "@/lib/publishing/quarantine/decide";

/** Adds to what governance knows what is true of the post now; its digest is computed afresh. */
export async function readGateFacts(
	tx: Tx,
	post: PostOnAccount,
	governance: AttributedGovernance,
): Promise<AttributedFacts> {
	return { ...governance, post: await readPostFacts(tx, post) };
}

/** What the gate is told of a post itself. */
export async function readPostFacts(
	tx: Tx,
	post: PostOnAccount,
): Promise<AttributedPost> {
	const rows = await listApprovals(tx, post.id);
	const duty = await readApprovalContext(tx, post, rows);
	const approval = approvalFacts(rows, duty);
	return {
		id: post.id,
		recovery: post.recovery,
		stop: stopOf(post, duty.quarantine),
		expiresAt: post.expiresAt,
		slotAt: post.slotAt,
		digest: sealPost(post, post.account).digest,
		edited: duty.editors.length > 0,
		editors: duty.editors,
		approval,
		approvedBy:
			approval.kind === "approved" ? (rows.at(-1)?.decidedBy ?? null) : null,
	};
}

function stopOf({ state }: PostOnAccount, { standing }: QuarantineFacts) {
	if (state === "quarantined" || state === "expired" || state === "cancelled")
		return state;
	return standing ? "quarantined" : null;
}
