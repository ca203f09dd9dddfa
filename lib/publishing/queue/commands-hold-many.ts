import { z } from "zod";
import type { AuditEvent } from "@/lib/audit/event";
import { command, type Outcome } from "@/lib/command";
import { AppError } from "@/lib/core/errors";
import { isNonEmpty } from "@/lib/core/non-empty";
import { Reason } from "@/lib/core/reason";
import { personHold } from "@/lib/publishing/post/held-reasons";
import { isWaiting } from "@/lib/publishing/post/model";
import { lockPost, movePost, NO_LEASE } from "@/lib/publishing/post/store";

type Refused = { postId: string; why: string };

/** Holds many posts of one account; those that cannot be held are named with the reason, the others are. */
export const holdPosts = command({
	permission: "post:edit",
	input: z.object({
		accountId: z.uuid(),
		postIds: z.array(z.uuid()).min(1).max(200),
		reason: Reason,
	}),
	scope: (_, { accountId }) => ({ account: accountId }),
	run: async (
		{ tx, actor },
		{ accountId, postIds, reason },
	): Promise<Outcome<{ held: string[]; refused: Refused[] }>> => {
		const held: string[] = [];
		const refused: Refused[] = [];
		const audits: AuditEvent[] = [];
		// In order of id, so that two bulk acts never wait for each other in a circle.
		for (const postId of [...new Set(postIds)].sort()) {
			const post = await lockPost(tx, postId);
			const mine = post.accountId === accountId;
			if (!mine || !isWaiting(post.state)) {
				const why = mine
					? `it is ${post.state}`
					: "it belongs to another account";
				refused.push({ postId, why });
				continue;
			}
			await movePost(tx, post, {
				to: "held",
				heldWhy: [personHold(actor.name, reason)],
				...NO_LEASE,
			});
			held.push(postId);
			audits.push({
				action: "post.hold",
				subject: { type: "post", id: postId },
				accountId,
				reason,
				before: { state: post.state },
			});
		}
		if (!isNonEmpty(audits))
			throw new AppError("refused", `nothing to hold: ${refused[0]?.why}`, {
				refused,
			});
		return { value: { held, refused }, audit: audits };
	},
});
