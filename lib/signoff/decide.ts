import { isCaredFor } from "@/lib/checklists/items-anomalies";
import { isGood } from "@/lib/checklists/model";
import { assertNever } from "@/lib/core/assert-never";
import { isNonEmpty, type NonEmpty } from "@/lib/core/non-empty";
import type { Block, DayFacts, SummaryState } from "./model";

export type SignOffDecision =
	| { kind: "ready" }
	| { kind: "blocked"; by: NonEmpty<Block> };

/**
 * May the day be signed off? Three conditions (AC-C3):
 *
 * 1. every item of the checklist was confirmed while it was good and is good now, the next 24 h of
 *    the queue among them. `late` is good (R8); `fail`, `unknown` and `stale` are not, whatever the note;
 * 2. every unresolved incident, of any severity, has an owner and an ETA that has not gone by;
 * 3. the KPI and anomaly summary was posted to the team channel and its delivery is confirmed.
 */
export function decideSignOff(facts: DayFacts): SignOffDecision {
	const by: Block[] = [
		...facts.items.flatMap(blockOfItem),
		...facts.incidents
			.filter((incident) => !isCaredFor(incident))
			.map(blockOfIncident),
		...blockOfSummary(facts.summary),
	];
	return isNonEmpty(by) ? { kind: "blocked", by } : { kind: "ready" };
}

function blockOfItem(item: DayFacts["items"][number]): Block[] {
	const condition = "checklist";
	if (!isGood(item.verdict))
		return [
			{
				condition,
				short: item.title,
				sentence: `${item.title}: ${item.sentence}`,
			},
		];
	if (item.done) return [];
	const again = item.confirmation ? "again, now that it is mended" : "yet";
	return [
		{
			condition,
			short: `${item.title} not confirmed`,
			sentence: `${item.title} was not confirmed ${again}.`,
		},
	];
}

function blockOfIncident(incident: DayFacts["incidents"][number]): Block {
	const { number, severity, title, owner, etaAt } = incident;
	const lacks = [
		...(owner === null ? ["no owner"] : []),
		...(etaAt === null ? ["no ETA"] : []),
	];
	const fault =
		lacks.length > 0 ? `has ${lacks.join(" and ")}` : "is past its ETA";
	return {
		condition: "incidents",
		short: `incident #${number}`,
		sentence: `SEV${severity} incident #${number} (${title}) ${fault}.`,
	};
}

function blockOfSummary(summary: SummaryState): Block[] {
	const block = (sentence: string): Block[] => [
		{ condition: "summary", short: "KPI summary not posted", sentence },
	];
	switch (summary.kind) {
		case "delivered":
			return [];
		case "not_posted":
			return block("The KPI and anomaly summary was not posted yet.");
		case "waiting":
			return block(
				`The KPI and anomaly summary is on its way: ${summary.why ?? "its delivery is not confirmed yet"}.`,
			);
		case "failed":
			return block(
				`The channel refused the KPI and anomaly summary: ${summary.why ?? "no reason given"}.`,
			);
		default:
			return assertNever(summary);
	}
}
