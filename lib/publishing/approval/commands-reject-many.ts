import { z } from "zod";
import type { AuditEvent } from "@/lib/audit/event";
import { type CommandContext, command, type Outcome } from "@/lib/command";
import { AppError } from "@/lib/core/errors";
import { isNonEmpty } from "@/lib/core/non-empty";
import { Reason } from "@/lib/core/reason";
import { lockPost } from "@/lib/publishing/post/store";
import { readQuarantine } from "@/lib/publishing/quarantine/check";
import { rejectPost } from "./commands";
import { refuseReject } from "./decide";

type Refused = { postId: string; why: string };

async function whyNot(
	{ tx }: CommandContext,
	postId: string,
	accountId: string,
): Promise<string | null> {
	const post = await lockPost(tx, postId);
	if (post.accountId !== accountId) return "it belongs to another account";
	const quarantine = await readQuarantine(tx, post.mediaSha256);
	return refuseReject({ state: post.state, quarantine });
}

/**
 * Rejects many posts of one account for one reason; those that cannot be rejected are named, the others are
 * cancelled. Throws `refused` when it is none.
 */
export const rejectPosts = command({
	permission: "post:decide",
	input: z.object({
		accountId: z.uuid(),
		postIds: z.array(z.uuid()).min(1).max(200),
		reason: Reason,
	}),
	scope: (_, { accountId }) => ({ account: accountId }),
	run: async (
		context,
		{ accountId, postIds, reason },
	): Promise<Outcome<{ rejected: string[]; refused: Refused[] }>> => {
		const rejected: string[] = [];
		const refused: Refused[] = [];
		const audits: AuditEvent[] = [];
		// In order of id, so that two bulk acts never wait for each other in a circle.
		for (const postId of [...new Set(postIds)].sort()) {
			const why = await whyNot(context, postId, accountId);
			if (why !== null) {
				refused.push({ postId, why });
				continue;
			}
			const { audit } = await rejectPost.inTx(context, { postId, reason });
			rejected.push(postId);
			audits.push(...audit);
		}
		if (!isNonEmpty(audits))
			throw new AppError("refused", `nothing to reject: ${refused[0]?.why}`, {
				refused,
			});
		return { value: { rejected, refused }, audit: audits };
	},
});
