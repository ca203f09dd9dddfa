import { z } from "zod";
import { command, type Outcome } from "@/lib/command";
import { Reason } from "@/lib/core/reason";
import { limit } from "@/lib/people/throttle/tries";
import { changeMany, type RefusedPost } from "@/lib/publishing/post/bulk";
import { readQuarantine } from "@/lib/publishing/quarantine/check";
import {
	type Approved,
	approvalRefusal,
	approve,
	approverOf,
	rejectPost,
	Seen,
} from "./commands";
import { refuseReject } from "./decide";

/** Approves many posts of one account; those that this person may not approve are named with the reason, the others go through. */
export const approvePosts = command({
	permission: "post:decide",
	before: limit("approval"),
	input: z.object({
		accountId: z.uuid(),
		posts: z.array(Seen).min(1).max(200),
	}),
	scope: (_, { accountId }) => ({ account: accountId }),
	run: async (
		context,
		{ accountId, posts },
	): Promise<Outcome<{ approved: Approved[]; refused: RefusedPost[] }>> => {
		const person = approverOf(context);
		const { done, refused, audit } = await changeMany(
			context,
			{ accountId, permission: "post:decide", posts, nothing: (why) => why },
			async (post, { digest }) => {
				const by = { personId: person.id, digest };
				const why = await approvalRefusal(context, post, by);
				if (why) return { refused: why };
				const { value, audit } = await approve(context, post, person);
				return { value, audit: [audit] };
			},
		);
		return { value: { approved: done, refused }, audit };
	},
});

/** Rejects many posts of one account for one reason; those that cannot be rejected are named, the others are cancelled. */
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
	): Promise<Outcome<{ rejected: string[]; refused: RefusedPost[] }>> => {
		const { done, refused, audit } = await changeMany(
			context,
			{
				accountId,
				permission: "post:decide",
				posts: postIds.map((postId) => ({ postId })),
				nothing: (why) => `nothing to reject: ${why}`,
			},
			async ({ id: postId, state, mediaSha256 }) => {
				const quarantine = await readQuarantine(context.tx, mediaSha256);
				const why = refuseReject({ state, quarantine });
				if (why) return { refused: why };
				const { audit } = await rejectPost.inTx(context, { postId, reason });
				return { value: postId, audit };
			},
		);
		return { value: { rejected: done, refused }, audit };
	},
});
