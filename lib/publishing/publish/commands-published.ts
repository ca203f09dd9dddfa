import { z } from "zod";
import { command } from "@/lib/command";
import { NO_LEASE } from "@/lib/core/lease";
import { laterOf } from "@/lib/core/time";
import { insertAttempt, resolveIntent } from "@/lib/publishing/attempts/store";
import { canonicalPayload } from "@/lib/publishing/post/payload";
import {
	lockPost,
	movePost,
	type PostOnAccount,
	savePostFenced,
} from "@/lib/publishing/post/store";
import { callForHelp } from "./call-for-help";
import { LeaseInput } from "./commands-container";
import type { AttemptStep } from "./retry-plan";

/** A call that was started under a committed intent. */
export const CallInput = z.object({
	id: z.uuid(),
	decisionId: z.uuid(),
	calledAt: z.date(),
});

/** What every attempt at publishing this post for real has in common. */
export const liveAttempt = (
	post: PostOnAccount,
	decisionId: string,
	step: AttemptStep,
) => ({
	postId: post.id,
	accountId: post.accountId,
	decisionId,
	mode: "live" as const,
	step,
	payload: canonicalPayload(post, post.account),
});

/** The platform's own answer: published. The media id is kept before anything else is read (§1.4). */
export const recordPublished = command({
	permission: "post:publish",
	input: z.object({
		lease: LeaseInput,
		intent: CallInput,
		mediaId: z.string().min(1),
		httpStatus: z.number().int(),
	}),
	run: async ({ tx, now }, { lease, intent, mediaId, httpStatus }) => {
		const post = await lockPost(tx, lease.postId);
		await savePostFenced(tx, lease, {
			from: "publishing",
			to: "published",
			mediaId,
			fault: null,
			finishedAt: now,
			...NO_LEASE,
		});
		await resolveIntent(tx, intent.id, {
			outcome: "published",
			resolvedAt: now,
			calledAt: intent.calledAt,
		});
		await insertAttempt(tx, {
			...liveAttempt(post, intent.decisionId, "publish"),
			intentId: intent.id,
			outcome: "published",
			response: {
				kind: "http",
				httpStatus,
				platformCode: null,
				errorClass: null,
				message: null,
			},
			startedAt: intent.calledAt,
			finishedAt: laterOf(now, intent.calledAt),
		});
		return {
			value: { mediaId },
			audit: [
				{
					action: "post.published",
					subject: { type: "post", id: post.id },
					accountId: post.accountId,
					after: { mediaId, intentId: intent.id },
				},
			],
		};
	},
});

/** Where people find the post; read after everything that matters is kept. */
export const savePermalink = command({
	permission: "post:publish",
	input: z.object({ postId: z.uuid(), permalink: z.string().min(1) }),
	run: async ({ tx }, { postId, permalink }) => {
		const post = await lockPost(tx, postId);
		await movePost(tx, post, { to: "published", permalink });
		return {
			value: { permalink },
			audit: [
				{
					action: "post.published",
					subject: { type: "post", id: postId },
					accountId: post.accountId,
					after: { permalink },
				},
			],
		};
	},
});

/** The container was published although no call of ours is open: only a person can say what that is. */
export const callPerson = command({
	permission: "post:publish",
	input: z.object({ lease: LeaseInput, why: z.string().min(1) }),
	run: async (context, { lease, why }) => {
		const { tx } = context;
		const post = await lockPost(tx, lease.postId);
		await callForHelp(context, post, why);
		await savePostFenced(tx, lease, {
			from: "container_ready",
			to: "needs_human",
			fault: why,
			...NO_LEASE,
		});
		return {
			value: { postId: post.id },
			audit: [
				{
					action: "post.needs-human",
					subject: { type: "post", id: post.id },
					accountId: post.accountId,
					reason: why,
				},
			],
		};
	},
});
