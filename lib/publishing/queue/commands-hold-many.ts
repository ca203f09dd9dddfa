import { z } from "zod";
import { command, type Outcome } from "@/lib/command";
import { NO_LEASE } from "@/lib/core/lease";
import { Reason } from "@/lib/core/reason";
import { changeMany, type RefusedPost } from "@/lib/publishing/post/bulk";
import { personHold } from "@/lib/publishing/post/held-reasons";
import { isWaiting } from "@/lib/publishing/post/model";
import { movePost } from "@/lib/publishing/post/store";

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
		context,
		{ accountId, postIds, reason },
	): Promise<Outcome<{ held: string[]; refused: RefusedPost[] }>> => {
		const { tx, actor } = context;
		const { done, refused, audit } = await changeMany(
			context,
			{
				accountId,
				permission: "post:edit",
				posts: postIds.map((postId) => ({ postId })),
				nothing: (why) => `nothing to hold: ${why}`,
			},
			async (post) => {
				const { id, state } = post;
				if (!isWaiting(state)) return { refused: `it is ${state}` };
				await movePost(tx, post, {
					to: "held",
					heldWhy: [personHold(actor.name, reason)],
					...NO_LEASE,
				});
				return {
					value: id,
					audit: [
						{
							action: "post.hold",
							subject: { type: "post", id },
							accountId,
							reason,
							before: { state },
						},
					],
				};
			},
		);
		return { value: { held: done, refused }, audit };
	},
});
