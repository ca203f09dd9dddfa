import { z } from "zod";
import { type Ctx, command } from "@/lib/command";
import { AppError } from "@/lib/core/errors";
import { appNow } from "@/lib/db/clock";
import { isLeaseOver } from "@/lib/publishing/lease";
import { placeOfPost } from "@/lib/publishing/place";
import { lockPost, movePost, NO_LEASE } from "@/lib/publishing/store";
import { listExpired } from "@/lib/publishing/store-list";

/** Ends an unsent post whose slot is more than the tolerance past (6 h, the span of its approval: R5). */
const expirePost = command({
	permission: "post:publish",
	input: z.object({ postId: z.uuid() }),
	place: placeOfPost,
	run: async ({ tx, now }, { postId }) => {
		const post = await lockPost(tx, postId);
		if (now < post.expiresAt || !isLeaseOver(post, now))
			throw new AppError("conflict", "the post has not expired");
		await movePost(tx, post, {
			to: "expired",
			fault: "its slot is more than 6 hours past",
			finishedAt: now,
			...NO_LEASE,
		});
		return {
			value: { postId },
			audit: [
				{
					action: "post.expire",
					subject: { type: "post", id: postId },
					accountId: post.accountId,
					before: { state: post.state, heldWhy: post.heldWhy },
				},
			],
		};
	},
});

/** Expires every post whose time has passed, each in a transaction of its own. */
export async function expirePosts(ctx: Ctx): Promise<{ did: number }> {
	const ids = await listExpired(ctx.db, await appNow(ctx.db));
	for (const postId of ids) await expirePost(ctx, { postId });
	return { did: ids.length };
}
