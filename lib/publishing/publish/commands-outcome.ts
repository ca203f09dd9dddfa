import { z } from "zod";
import { openBreaker } from "@/lib/accounts/commands-breaker";
import { recordTokenCheck } from "@/lib/accounts/commands-token";
import type { AuditEvent } from "@/lib/audit/event";
import { type CommandContext, command, type Outcome } from "@/lib/command";
import { NO_LEASE } from "@/lib/core/lease";
import { addMs, laterOf } from "@/lib/core/time";
import { RECONCILE_POLLS_AFTER_MS } from "@/lib/publishing/attempts/pre-call-snapshot";
import type { StoredResponse } from "@/lib/publishing/attempts/response";
import {
	insertAttempt,
	resolveIntent,
	saveReconciliationRecord,
} from "@/lib/publishing/attempts/store";
import type { PostState } from "@/lib/publishing/post/model";
import {
	lockPost,
	type PostOnAccount,
	savePostFenced,
} from "@/lib/publishing/post/store";
import { LeaseInput } from "./commands-container";
import { CallInput, liveAttempt } from "./commands-published";
import { type Plan, type PublishFailure, planAfter } from "./retry-plan";

export type AttemptEnded = {
	kind: Plan["kind"];
	state: PostState;
	why: string;
};

/**
 * Ends a try that did not publish, or cannot say whether it did, by the class table (§1.7): failed, tried
 * again later, or unknown. Stops further calls of the account where the class says so.
 */
export const recordAttempt = command({
	permission: "post:publish",
	input: z.object({
		lease: LeaseInput,
		from: z.enum(["claimed", "container_ready", "publishing"]),
		failure: z.custom<PublishFailure>(),
		decisionId: z.uuid(),
		startedAt: z.date(),
		intent: CallInput.nullable(),
	}),
	run: async (context, input): Promise<Outcome<AttemptEnded>> => {
		const { tx, now } = context;
		const { lease, failure, intent } = input;
		const post = await lockPost(tx, lease.postId);
		const plan = planAfter(failure, post.tries, now);
		const state = stateAfter(plan, post, input.from);
		const { response } = failure;
		const why = response.message ?? failure.verdict.meaning;
		await savePostFenced(tx, lease, {
			from: input.from,
			to: state,
			fault: why,
			...NO_LEASE,
			...changesOf(plan, post, now),
		});
		if (plan.kind === "unknown" && intent)
			await beginDoubt(context, intent, response);
		if (plan.kind !== "unknown") {
			if (intent)
				await resolveIntent(tx, intent.id, {
					outcome: response.kind === "http" ? "rejected" : "not_called",
					resolvedAt: now,
					calledAt: intent.calledAt,
				});
			await insertAttempt(tx, {
				...liveAttempt(post, input.decisionId, failure.step),
				intentId: intent?.id ?? null,
				outcome: plan.kind === "fail" ? "failed" : "retry",
				response,
				startedAt: input.startedAt,
				finishedAt: laterOf(now, input.startedAt),
			});
		}
		const event: AuditEvent = {
			action: ACTION[plan.kind],
			subject: { type: "post", id: post.id },
			accountId: post.accountId,
			before: { state: input.from },
			after: { state, step: failure.step, response, nextAttemptAt: atOf(plan) },
		};
		const consequences = await spare(context, { post, failure, plan });
		return {
			value: { kind: plan.kind, state, why },
			audit: [event, ...consequences],
		};
	},
});

const ACTION = {
	retry: "post.retry",
	fail: "post.failed",
	unknown: "post.unknown",
} as const;

const atOf = (plan: Plan): Date | null =>
	plan.kind === "retry" ? plan.at : null;

function stateAfter(
	plan: Plan,
	post: PostOnAccount,
	from: "claimed" | "container_ready" | "publishing",
): PostState {
	if (plan.kind === "unknown") return "unknown";
	if (plan.kind === "fail") return "failed";
	const kept = plan.keepContainer && post.containerId !== null;
	return kept && from !== "claimed" ? "container_ready" : "queued";
}

function changesOf(plan: Plan, post: PostOnAccount, now: Date) {
	if (plan.kind === "unknown") return {};
	const forgotten = { containerId: null, containerAt: null };
	if (plan.kind === "fail")
		return { ...forgotten, finishedAt: now, tries: post.tries + 1 };
	return {
		...(plan.keepContainer ? {} : forgotten),
		nextAttemptAt: plan.at,
		tries: post.tries + (plan.counts ? 1 : 0),
	};
}

/** No attempt yet: it is inserted at its outcome, which reconciliation finds. */
const beginDoubt = (
	{ tx, now }: CommandContext,
	{ id, calledAt }: z.output<typeof CallInput>,
	response: StoredResponse,
) =>
	saveReconciliationRecord(
		tx,
		{ id, doubt: { at: now, response }, looks: [] },
		{ nextLookAt: addMs(now, RECONCILE_POLLS_AFTER_MS[0]), calledAt },
	);

/** Spares the account further calls, and notes a token that no longer works. */
async function spare(
	context: CommandContext,
	end: { post: PostOnAccount; failure: PublishFailure; plan: Plan },
): Promise<AuditEvent[]> {
	const { accountId } = end.post;
	const { breaker } = end.plan;
	const audit: AuditEvent[] = [];
	// What Instagram said of the token; one that we found unusable has its fault already.
	if (end.failure.tokenFault && end.failure.response.kind === "http") {
		const fault = end.failure.response.message ?? end.failure.verdict.meaning;
		const checked = await recordTokenCheck.inTx(context, { accountId, fault });
		audit.push(...checked.audit);
	}
	if (breaker) {
		const until = addMs(context.now, breaker.forMs);
		const { reason } = breaker;
		const opened = await openBreaker.inTx(context, {
			accountId,
			until,
			reason,
		});
		audit.push(...opened.audit);
	}
	return audit;
}
