import { addDays } from "@/lib/core/time";

/** Days further back are not made up for. */
const BACKFILL_DAYS = 14;

export type MissedFacts = {
	/** The account's local day now. */
	today: string;
	/** The local day on which the account was added. */
	since: string;
	instances: readonly { day: string; state: string }[];
};

/** The first day that is looked at. */
export const firstDayOf = ({
	today,
	since,
}: Omit<MissedFacts, "instances">) => {
	const earliest = addDays(today, -BACKFILL_DAYS);
	return since > earliest ? since : earliest;
};

/** Ended days without a signed instance: those never opened, and those left open (AC-C1). */
export function missedDays(facts: MissedFacts): {
	absent: string[];
	leftOpen: string[];
} {
	const absent: string[] = [];
	for (let day = firstDayOf(facts); day < facts.today; day = addDays(day, 1))
		if (!facts.instances.some((instance) => instance.day === day))
			absent.push(day);
	const leftOpen = facts.instances
		.filter(({ day, state }) => state === "open" && day < facts.today)
		.map(({ day }) => day);
	return { absent, leftOpen };
}
