import { z } from "zod";
import { type Ctx, command } from "@/lib/command";
import { AppError, unlessLost } from "@/lib/core/errors";
import { isLeaseOver, NO_LEASE } from "@/lib/core/lease";
import { appNow } from "@/lib/db/clock";
import { recordDecision } from "@/lib/governance/decisions/commands";
import { readGovernanceFacts } from "@/lib/governance/gate/facts";
import { decideGate } from "@/lib/governance/gate/gate";
import { scopeOfPost } from "@/lib/publishing/post/scope";
import { loadPost, lockPost, movePost } from "@/lib/publishing/post/store";
import { listExpired } from "@/lib/publishing/post/store-list";
import { readGateFacts } from "./gate-facts";

/** Ends an unsent post whose slot is more than the tolerance past (6 h, the span of its approval: R5). */
const expirePost = command({
	permission: "post:publish",
	input: z.object({ postId: z.uuid() }),
	scope: scopeOfPost,
	run: async (context, { postId }) => {
		const { tx, now } = context;
		const { accountId } = await loadPost(tx, postId);
		const governance = await readGovernanceFacts(tx, accountId, {
			lock: "none",
			postId,
		});
		const post = await lockPost(tx, postId);
		if (post.state === "expired")
			throw new AppError("conflict", "the post has expired already");
		if (now < post.expiresAt || !isLeaseOver(post, now))
			throw new AppError("conflict", "the post has not expired");
		const facts = await readGateFacts(tx, post, governance);
		const { audit } = await recordDecision.inTx(context, {
			postId,
			accountId,
			phase: "due",
			decision: decideGate(facts, now),
			facts,
			policyVersion: post.policyVersion,
		});
		await movePost(tx, post, {
			to: "expired",
			fault: "its slot is more than 6 hours past",
			finishedAt: now,
			...NO_LEASE,
		});
		return {
			value: { postId },
			audit: [
				...audit,
				{
					action: "post.expire",
					subject: { type: "post", id: postId },
					accountId,
					before: { state: post.state, heldWhy: post.heldWhy },
				},
			],
		};
	},
});

/** Expires every post whose time has passed, each in a transaction of its own; one that somebody else has just moved is left to them. */
export async function expirePosts(ctx: Ctx): Promise<{ did: number }> {
	const ids = await listExpired(ctx.db, await appNow(ctx.db));
	let did = 0;
	for (const postId of ids) {
		const expired = await unlessLost(() => expirePost(ctx, { postId }));
		if (!("kind" in expired)) did += 1;
	}
	return { did };
}
