import { addMs } from "@/lib/core/time";
import { REVIEW_MS } from "@/lib/governance/break-glass/review";
import type { LateReview } from "@/lib/governance/break-glass/views";
import { GLASS_CAUSE } from "@/lib/incidents/causes";
import type { Finding } from "./detectors";

/**
 * Broken glass that nobody reviewed in its time (AC-G9), one finding an account. As long as it waits it is
 * news: only the review ends it.
 */
export function detectLateReviews(
	reviews: readonly LateReview[],
	now: Date,
): Finding[] {
	const accountIds = [...new Set(reviews.map(({ accountId }) => accountId))];
	return accountIds.map((accountId) => {
		const own = reviews.filter((review) => review.accountId === accountId);
		const oldest = Math.min(...own.map(({ brokenAt }) => brokenAt.getTime()));
		return {
			detector: "glass_unreviewed",
			cause: GLASS_CAUSE,
			accountId,
			title: "Break-glass not reviewed within 24 hours",
			severity: 2,
			evidence: { windows: own.map(({ windowId }) => windowId).sort() },
			impactStartedAt: addMs(new Date(oldest), REVIEW_MS),
			latestAt: now,
		};
	});
}
