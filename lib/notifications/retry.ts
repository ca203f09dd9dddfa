import { assertNever } from "@/lib/core/assert-never";
import { addMs, MINUTE, SECOND } from "@/lib/core/time";

/** One message a second and channel is what Slack takes (§6). */
export const CHANNEL_PACE_MS = SECOND;

/** How long a claimed message belongs to its worker. */
export const DELIVERY_LEASE_MS = MINUTE;

const FIRST_WAIT_MS = 5 * SECOND;
const LONGEST_WAIT_MS = 15 * MINUTE;

/** When a message is tried again after its nth failed try: 5 s, doubling, at most 15 min; it is never given up. */
export function nextDeliveryAt(tries: number, now: Date): Date {
	const wait = FIRST_WAIT_MS * 2 ** Math.max(0, tries - 1);
	return addMs(now, Math.min(wait, LONGEST_WAIT_MS));
}

/** What the channel did with one message. */
export type PostOutcome =
	| { kind: "accepted" }
	/** Will not get better by itself: a 4xx, or an answer that no channel gives. */
	| { kind: "refused"; why: string }
	/** No answer or a 5xx; or a 429, with the wait that it asks for. */
	| { kind: "failed"; why: string; retryAfterMs: number | null };

export type DeliveryDecision =
	| { kind: "delivered" }
	| { kind: "later"; dueAt: Date; why: string }
	/** Everything waits: the channel asked for it. */
	| { kind: "pause"; dueAt: Date; why: string }
	/** The channel is at fault: messages wait until a person mends it. */
	| { kind: "disable"; why: string }
	/** Only this message is at fault: others go on. */
	| { kind: "give_up"; why: string };

export type DeliveryFacts = {
	tries: number;
	/** This same address has taken another message since it was set or mended. */
	proven: boolean;
	/** What this message met the last time. */
	lastError: string | null;
};

/**
 * What follows from an answer. A refusal disables the channel until a person mends it; refused
 * again in the same words by a channel that works, the message itself is at fault.
 */
export function decideDelivery(
	outcome: PostOutcome,
	{ tries, proven, lastError }: DeliveryFacts,
	now: Date,
): DeliveryDecision {
	switch (outcome.kind) {
		case "accepted":
			return { kind: "delivered" };
		case "refused":
			return proven && lastError === outcome.why
				? { kind: "give_up", why: outcome.why }
				: { kind: "disable", why: outcome.why };
		case "failed": {
			const { why, retryAfterMs } = outcome;
			if (retryAfterMs === null)
				return { kind: "later", dueAt: nextDeliveryAt(tries, now), why };
			const wait = Math.max(retryAfterMs, CHANNEL_PACE_MS);
			return { kind: "pause", dueAt: addMs(now, wait), why };
		}
		default:
			return assertNever(outcome);
	}
}
