import { tokenBreakerReason } from "@/lib/accounts/calls";
import { addMs, HOUR, MINUTE, SECOND } from "@/lib/core/time";
import type { StoredResponse } from "@/lib/publishing/attempts/response";

export const ATTEMPT_STEPS = [
	"preflight",
	"create",
	"poll",
	"witness",
	"publish",
] as const;
export type AttemptStep = (typeof ATTEMPT_STEPS)[number];

/** How a platform error is to be taken (§1.7); `classifyGraphError` gives these. */
export type RetryVerdict = {
	class:
		| "permanent"
		| "transient"
		| "new_container"
		| "wait"
		| "account"
		| "ambiguous"
		| "not_ready";
	meaning: string;
	maxRetries: number | null;
	afterRetries?: RetryVerdict["class"];
	circuitBreakMs?: number;
};

/** A step that did not go well. */
export type PublishFailure = {
	step: AttemptStep;
	verdict: RetryVerdict;
	response: StoredResponse;
	/** Until the platform takes calls again, when it said so. */
	regainMinutes: number | null;
	/** The token is at fault: every other post of the account would fail too. */
	tokenFault: boolean;
};

/** Stops calls for the account, so that its other posts do not fail the same way. */
export type Breaker = { forMs: number; reason: string };

export type Plan =
	| {
			kind: "retry";
			at: Date;
			keepContainer: boolean;
			/** Does it use up one of the tries? Waiting for the platform does not. */
			counts: boolean;
			breaker: Breaker | null;
	  }
	| { kind: "fail"; breaker: Breaker | null }
	| { kind: "unknown"; breaker: Breaker | null };

export const MAX_PUBLISH_ATTEMPTS = 5;
/** The platform asks for silence after a limit; at least so long (§2). */
const MIN_WAIT_MS = 5 * MINUTE;
const CAP_WAIT_MS = HOUR;
const ACCOUNT_WAIT_MS = HOUR;

const BACKOFF_MS = [30 * SECOND, 2 * MINUTE, 5 * MINUTE, 15 * MINUTE];

const backoffMs = (tries: number): number =>
	BACKOFF_MS[Math.min(tries, BACKOFF_MS.length - 1)] ?? MINUTE;

/** What follows from a failed step. Only the call itself can leave the outcome in doubt. */
export function planAfter(
	failure: PublishFailure,
	tries: number,
	now: Date,
): Plan {
	const { verdict, step } = failure;
	const breaker = breakerOf(failure);
	if (verdict.class === "ambiguous" && step === "publish")
		return { kind: "unknown", breaker };
	const settled = settle(verdict, tries);
	if (settled === "wait") return waitFor(breaker, now);
	if (settled === "permanent" || tries + 1 >= MAX_PUBLISH_ATTEMPTS)
		return { kind: "fail", breaker };
	const pause = breaker?.forMs ?? 0;
	return {
		kind: "retry",
		at: addMs(now, Math.max(backoffMs(tries), pause)),
		keepContainer: settled !== "new_container",
		counts: true,
		breaker,
	};
}

const waitFor = (breaker: Breaker | null, now: Date): Plan => ({
	kind: "retry",
	at: addMs(now, breaker?.forMs ?? MIN_WAIT_MS),
	keepContainer: true,
	counts: false,
	breaker,
});

/** The class once the verdict's own retries are used up. */
function settle(verdict: RetryVerdict, tries: number): RetryVerdict["class"] {
	const bounded = ["transient", "new_container"].includes(verdict.class);
	if (!bounded || verdict.maxRetries === null) return verdict.class;
	if (tries < verdict.maxRetries) return verdict.class;
	return verdict.afterRetries ?? "permanent";
}

function breakerOf(failure: PublishFailure): Breaker | null {
	const { verdict, regainMinutes } = failure;
	const why = `${verdict.meaning} (${failure.response.platformCode ?? failure.step})`;
	const reason = failure.tokenFault ? tokenBreakerReason(why) : why;
	if (verdict.circuitBreakMs !== undefined)
		return { forMs: verdict.circuitBreakMs, reason };
	if (verdict.class === "account") return { forMs: ACCOUNT_WAIT_MS, reason };
	if (verdict.class !== "wait") return null;
	const regain = regainMinutes === null ? null : regainMinutes * MINUTE;
	return { forMs: Math.max(regain ?? CAP_WAIT_MS, MIN_WAIT_MS), reason };
}

const POLL_DELAYS_MS = [1, 2, 3, 5, 10, 20, 30].map((s) => s * SECOND);
/** Polling in one go ends well within the lease; a slower container is parked. */
const POLL_BUDGET_MS = 45 * SECOND;
export const PARK_MS = MINUTE;

/** How long to wait before the next look at a container, or null: put the post aside (§1.3). */
export function pollDelayMs(looks: number, waitedMs: number): number | null {
	const delay =
		POLL_DELAYS_MS[Math.min(looks, POLL_DELAYS_MS.length - 1)] ?? SECOND;
	return waitedMs + delay > POLL_BUDGET_MS ? null : delay;
}
