import { isUnfinished, slotKey, topicKey } from "@/lib/pipeline/model";
import type { SlotRun } from "@/lib/pipeline/runs/store-list";

export type RefillFacts = {
	accountId: string;
	/** Slots of the plan in the window that no post holds, in order. */
	empty: readonly Date[];
	/** Every run that was ever started for one of these slots. */
	runs: readonly SlotRun[];
	/** Candidates for topics, the best first; what is left out was used lately. */
	topics: readonly string[];
	niche: string;
};

export type RefillPlan = {
	start: RefillItem[];
	/** Unfinished runs of empty slots. */
	underWay: string[];
	/** Empty slots that stay so: there is nothing to write about. */
	topicless: number;
};

export type RefillItem = { slotAt: Date; topic: string; dedupeKey: string };

/**
 * Which runs to start so that every empty slot gets one: a slot whose run is under way is left
 * alone, one whose runs ended without a post gets another turn. The key makes two refills one.
 */
export function planRefill(facts: RefillFacts): RefillPlan {
	const { accountId, empty, runs, niche } = facts;
	const topics = facts.topics.filter(
		(topic, index) =>
			facts.topics.findIndex((other) => topicKey(other) === topicKey(topic)) ===
			index,
	);
	const fallback = niche.trim();
	const runsOf = (slotAt: Date) =>
		runs.filter((run) => run.slotAt.getTime() === slotAt.getTime());
	const wanting = empty.flatMap((slotAt) => {
		const own = runsOf(slotAt);
		if (own.some(({ state }) => isUnfinished(state))) return [];
		const topic = topics.shift() ?? fallback;
		return [
			{ slotAt, topic, dedupeKey: slotKey(accountId, slotAt, own.length) },
		];
	});
	const start = wanting.filter(({ topic }) => topic !== "");
	const underWay = empty.flatMap((slotAt) =>
		runsOf(slotAt)
			.filter(({ state }) => isUnfinished(state))
			.map(({ id }) => id),
	);
	return { start, underWay, topicless: wanting.length - start.length };
}
