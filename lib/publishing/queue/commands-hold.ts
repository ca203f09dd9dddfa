import { z } from "zod";
import { command } from "@/lib/command";
import { AppError } from "@/lib/core/errors";
import { NO_LEASE } from "@/lib/core/lease";
import { Reason } from "@/lib/core/reason";
import { approvalFacts } from "@/lib/publishing/approval/decide";
import {
	listApprovals,
	readApprovalContext,
} from "@/lib/publishing/approval/store";
import { personHold } from "@/lib/publishing/post/held-reasons";
import { describePost, isUnsent } from "@/lib/publishing/post/model";
import { scopeOfPost } from "@/lib/publishing/post/scope";
import {
	lockPost,
	movePost,
	NO_JSON,
	type PostOnAccount,
} from "@/lib/publishing/post/store";
import { demandNoQuarantine } from "@/lib/publishing/quarantine/check";

/** Holds an unsent post, even in a worker's hands: the worker's next save changes nothing. */
export const holdPost = command({
	permission: "post:edit",
	input: z.object({ postId: z.uuid(), reason: Reason }),
	scope: scopeOfPost,
	run: async ({ tx, actor }, { postId, reason }) => {
		const post = await lockPost(tx, postId);
		if (post.state === "held")
			throw new AppError("conflict", "the post is held already");
		if (post.state === "quarantined") await demandNoQuarantine(tx, post);
		if (!isUnsent(post.state))
			throw new AppError(
				"conflict",
				`${describePost(post.state)} cannot be held`,
			);
		await movePost(tx, post, {
			to: "held",
			heldWhy: [personHold(actor.name, reason)],
			...NO_LEASE,
		});
		return {
			value: { postId, state: "held" as const },
			audit: [
				{
					action: "post.hold",
					subject: { type: "post", id: postId },
					accountId: post.accountId,
					reason,
					before: { state: post.state },
				},
			],
		};
	},
});

/** Lets a held post go back to the queue; the gate is asked again. What moderation held needs a human approval first. */
export const releasePost = command({
	permission: "post:edit",
	input: z.object({ postId: z.uuid() }),
	scope: scopeOfPost,
	run: async ({ tx, now }, { postId }) => {
		const post = await lockPost(tx, postId);
		await demandNoQuarantine(tx, post);
		if (post.state !== "held")
			throw new AppError(
				"conflict",
				`the post is not held, it is ${post.state}`,
			);
		if (now >= post.expiresAt)
			throw new AppError(
				"refused",
				"its slot is more than 6 hours past: requeue it into a new one",
			);
		if (post.moderation === "hold" && !(await isApprovedByPerson(tx, post)))
			throw new AppError(
				"refused",
				"moderation held this post: edit it, or have a person approve it",
			);
		await movePost(tx, post, {
			to: "queued",
			heldWhy: NO_JSON,
			nextAttemptAt: null,
		});
		return {
			value: { postId, state: "queued" as const },
			audit: [
				{
					action: "post.release",
					subject: { type: "post", id: postId },
					accountId: post.accountId,
					before: { heldWhy: post.heldWhy },
				},
			],
		};
	},
});

async function isApprovedByPerson(
	tx: Parameters<typeof listApprovals>[0],
	post: PostOnAccount,
): Promise<boolean> {
	const rows = await listApprovals(tx, post.id);
	const facts = approvalFacts(rows, await readApprovalContext(tx, post, rows));
	return (
		facts.kind === "approved" &&
		facts.by === "human" &&
		facts.digest === post.digest &&
		facts.approverEntitled
	);
}
