import type { HeadroomView } from "@/lib/accounts/model";
import { HOUR } from "@/lib/core/time";
import type { ItemAnswer } from "./model";

export type HeadroomFacts = HeadroomView & {
	connected: boolean;
	/** Posts that will want a part of the publishing quota in the next 24 h. */
	planned: number;
};

/** Optional reads stop here, so that publishing has the rest (§2). */
const ENOUGH_USED_PERCENT = 75;
/** The quota is a rolling one of 24 h: an older reading says nothing. */
const READING_HOLDS_MS = 24 * HOUR;

/** Is there room left for the posts of the next 24 h, by the platform's own readings? */
export function decideHeadroom(facts: HeadroomFacts, now: Date): ItemAnswer {
	const { usage, quota, planned, connected } = facts;
	const times = [usage?.observedAt, quota?.observedAt].filter(
		(at) => at !== undefined,
	);
	const observedAt = times.sort().at(-1) ?? null;
	const left = quota ? quota.total - quota.usage : null;
	const base = {
		observedAt,
		link: "/queue",
		evidence: {
			usedPercent: usage?.usedPercent ?? null,
			quotaLeft: left,
			planned,
		},
	};
	if (observedAt === null)
		return {
			...base,
			verdict: "unknown",
			sentence: connected
				? "The platform's limits were never read."
				: "The account is not connected, so its limits are unknown.",
			mend: connected ? "check-limits" : "connect-account",
		};
	const sentence = [
		usage ? `${usage.usedPercent} % of the rate limit is used` : null,
		left === null
			? null
			: `${left} of ${quota?.total} posts left, ${planned} planned`,
	]
		.filter((part) => part !== null)
		.join("; ");
	if (now.getTime() - new Date(observedAt).getTime() > READING_HOLDS_MS)
		return {
			...base,
			verdict: "stale",
			sentence: `${sentence}, but that is older than 24 h.`,
			mend: "check-limits",
		};
	const short = left !== null && left < planned;
	const busy = usage !== null && usage.usedPercent >= ENOUGH_USED_PERCENT;
	return {
		...base,
		verdict: short || busy ? "fail" : "pass",
		sentence: `${sentence}.`,
		mend: short || busy ? "check-limits" : null,
	};
}
