import { z } from "zod";
import type { AuditAction } from "@/lib/audit/actions";
import type { AuditEvent } from "@/lib/audit/event";
import { type CommandContext, command, type Outcome } from "@/lib/command";
import { AppError } from "@/lib/core/errors";
import { isLeaseOver, NO_LEASE } from "@/lib/core/lease";
import { addMs } from "@/lib/core/time";
import { recordIntentOutcome } from "@/lib/publishing/attempts/outcome";
import {
	Poll,
	RECONCILE_POLLS_AFTER_MS,
} from "@/lib/publishing/attempts/pre-call-snapshot";
import { silence } from "@/lib/publishing/attempts/response";
import {
	findOpenIntent,
	type Intent,
	saveReconciliationRecord,
} from "@/lib/publishing/attempts/store";
import type { PostState } from "@/lib/publishing/post/model";
import {
	lockPost,
	movePost,
	type PostOnAccount,
} from "@/lib/publishing/post/store";
import { callForHelp } from "@/lib/publishing/publish/call-for-help";
import { MAX_PUBLISH_ATTEMPTS } from "@/lib/publishing/publish/retry-plan";
import { type Resolution, resolveDoubt } from "./decide";

const auditOf = (
	action: AuditAction,
	post: PostOnAccount,
	rest: Pick<AuditEvent, "reason" | "after">,
): AuditEvent => ({
	action,
	subject: { type: "post", id: post.id },
	accountId: post.accountId,
	...rest,
});

async function demandOpenIntent(
	{ tx }: CommandContext,
	postId: string,
): Promise<Intent> {
	const intent = await findOpenIntent(tx, postId);
	if (intent) return intent;
	throw new AppError("conflict", "no call of this post is open");
}

/** A worker went silent between its intent and the outcome: whether it called is not known. */
export const doubtOrphan = command({
	permission: "post:publish",
	input: z.object({ postId: z.uuid() }),
	run: async (context, { postId }) => {
		const { tx, now } = context;
		const post = await lockPost(tx, postId);
		if (post.state !== "publishing" || !isLeaseOver(post, now))
			throw new AppError("conflict", "its worker is still at it");
		const intent = await demandOpenIntent(context, postId);
		const why = "the worker stopped between the intent and the outcome";
		await movePost(tx, post, { to: "unknown", fault: why, ...NO_LEASE });
		const response = silence(why, "ambiguous");
		await saveReconciliationRecord(
			tx,
			{ id: intent.id, looks: [], doubt: { at: now, response } },
			{ nextLookAt: addMs(now, RECONCILE_POLLS_AFTER_MS[0]) },
		);
		return {
			value: { postId },
			audit: [auditOf("post.unknown", post, { reason: why })],
		};
	},
});

/** Keeps what a look showed and does what follows from all looks so far (§1.6.5). Throws `conflict` when another look was first. */
export const savePoll = command({
	permission: "post:publish",
	input: z.object({
		postId: z.uuid(),
		intentId: z.uuid(),
		/** How many looks there were when this one was taken. */
		earlier: z.number().int(),
		look: Poll.omit({ kind: true, at: true }),
	}),
	run: async (context, input): Promise<Outcome<Resolution>> => {
		const { tx, now } = context;
		const post = await lockPost(tx, input.postId);
		const intent = await demandOpenIntent(context, post.id);
		if (
			post.state !== "unknown" ||
			intent.id !== input.intentId ||
			intent.looks.length !== input.earlier
		)
			throw new AppError("conflict", "somebody else looked meanwhile");
		const look: Poll = { ...input.look, kind: "look", at: now };
		const seen = { ...intent, looks: [...intent.looks, look] };
		const resolution = resolveDoubt({
			...seen,
			doubtedAt: intent.doubt?.at ?? intent.committedAt,
		});
		const event = await apply(context, post, { intent: seen, resolution });
		return { value: resolution, audit: [event] };
	},
});

type Found = { intent: Intent; resolution: Resolution };

async function apply(
	context: CommandContext,
	post: PostOnAccount,
	{ intent, resolution }: Found,
): Promise<AuditEvent> {
	const { tx } = context;
	const looks = { looks: intent.looks.length, intentId: intent.id };
	switch (resolution.kind) {
		case "look_again":
			await saveReconciliationRecord(tx, intent, { nextLookAt: resolution.at });
			return auditOf("post.reconcile", post, {
				after: { ...looks, nextLookAt: resolution.at },
			});
		case "needs_human":
			await saveReconciliationRecord(tx, intent, { nextLookAt: null });
			await movePost(tx, post, {
				to: "needs_human",
				fault: resolution.why,
			});
			await callForHelp(context, post, resolution.why);
			return auditOf("post.needs-human", post, {
				reason: resolution.why,
				after: looks,
			});
		case "published": {
			const { mediaId, permalink } = resolution;
			await saveReconciliationRecord(tx, intent, { nextLookAt: null });
			await recordIntentOutcome(context, post, {
				intent,
				end: "published",
				why: "found on the account by reconciliation",
			});
			await movePost(tx, post, {
				to: "published",
				mediaId,
				permalink,
				fault: null,
				finishedAt: context.now,
			});
			return auditOf("post.published", post, { after: { ...looks, mediaId } });
		}
		default:
			await saveReconciliationRecord(tx, intent, { nextLookAt: null });
			return sendBack(context, post, { intent, resolution });
	}
}

/** Proven not to be published: back through both gates, with the same container where it is still good. */
async function sendBack(
	context: CommandContext,
	post: PostOnAccount,
	{ intent, resolution }: Found,
): Promise<AuditEvent> {
	const { now, tx } = context;
	const keeps = resolution.kind === "republish";
	const why =
		resolution.kind === "not_published"
			? resolution.why
			: "twice found finished and unpublished, the quota unchanged";
	const spent = post.tries + 1 >= MAX_PUBLISH_ATTEMPTS;
	const to: PostState = spent ? "failed" : "queued";
	const end = spent ? "failed" : "retry";
	await recordIntentOutcome(context, post, { intent, end, why });
	await movePost(tx, post, {
		to,
		fault: why,
		tries: post.tries + 1,
		nextAttemptAt: now,
		...(spent ? { finishedAt: now } : {}),
		...(keeps && !spent ? {} : { containerId: null, containerAt: null }),
	});
	const action = spent ? "post.failed" : "post.reconcile";
	return auditOf(action, post, { reason: why, after: { state: to, keeps } });
}
