import { refuseCalls } from "@/lib/accounts/calls";
import { isLeaseOver } from "@/lib/core/lease";
import { describePost, isWaiting } from "@/lib/publishing/post/model";
import type { PostOnAccount } from "@/lib/publishing/post/store";

/** Why a worker may not take a post now, as a sentence; null means it may. */
export function refuseClaim(
	post: Pick<
		PostOnAccount,
		"state" | "slotAt" | "nextAttemptAt" | "leaseUntil" | "account"
	>,
	now: Date,
): string | null {
	const { state, account } = post;
	if (!isWaiting(state))
		return `${describePost(state)} is not waiting to be published`;
	if (now < post.slotAt) return "its slot has not come";
	if (post.nextAttemptAt && now < post.nextAttemptAt)
		return "its next attempt is later";
	if (state !== "queued" && !isLeaseOver(post, now))
		return "another worker holds it";
	return refuseCalls(account, now);
}

/**
 * Was this post on its way out live before? Then a missing signal holds it, it is not simulated (R3).
 * A wait uses up no try and a replay begins to count anew: live attempts since its slot tell of both.
 */
export const isInFlight = (
	post: Pick<PostOnAccount, "state" | "containerId" | "tries">,
	triedSinceSlot: boolean,
): boolean =>
	post.state !== "queued" ||
	post.containerId !== null ||
	post.tries > 0 ||
	triedSinceSlot;
