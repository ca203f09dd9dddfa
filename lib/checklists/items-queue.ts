import type { ItemAnswer } from "./model";

export type QueueFacts = { planned: number; filled: number; approved: number };

/** The slots of the next 24 h: each has a post, each post an approval that holds. */
export function decideQueue(facts: QueueFacts, now: Date): ItemAnswer {
	const { planned, filled, approved } = facts;
	const base = {
		observedAt: now.toISOString(),
		evidence: { planned, filled, approved },
		link: "/queue",
	};
	if (planned === 0)
		return {
			...base,
			verdict: "unknown",
			sentence: "The account has no slot planned in the next 24 h.",
			mend: null,
			link: "/settings",
		};
	const sentence = `${filled} of ${planned} slots filled, ${approved} approved.`;
	if (filled < planned)
		return { ...base, verdict: "fail", sentence, mend: "refill-queue" };
	if (approved < planned)
		return { ...base, verdict: "fail", sentence, mend: "review-approvals" };
	return { ...base, verdict: "pass", sentence, mend: null };
}
