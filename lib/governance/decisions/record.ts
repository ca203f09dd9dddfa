import { isNonEmpty } from "@/lib/core/non-empty";
import type { GateDecision } from "@/lib/governance/model";
import { RecordedFacts } from "./model-record";
import type { DecisionRecord } from "./store";

/** A record with its JSON read back: what the gate said, and from what. */
export type ReadRecord = Omit<DecisionRecord, "reasons" | "facts"> & {
	decision: GateDecision;
	facts: RecordedFacts;
};

const TIMES = new Set(["closesAt", "until", "slotAt"]);

/** The reasons were written from a `GateDecision`: times as ISO strings, whoever set a halt by id. */
function readDecision({ reasons, mode }: DecisionRecord): GateDecision {
	const text = JSON.stringify({ ...Object(reasons), mode });
	return JSON.parse(text, (key, value) =>
		TIMES.has(key) && typeof value === "string" ? new Date(value) : value,
	);
}

export function readRecord(record: DecisionRecord): ReadRecord {
	const { reasons: _, facts, ...rest } = record;
	return {
		...rest,
		decision: readDecision(record),
		facts: RecordedFacts.parse(facts),
	};
}

/** The people and services that a record names by id. */
export function peopleIn({ facts }: ReadRecord): string[] {
	const { windows, halts, holds, post } = facts;
	return [
		...windows.flatMap((window) => [
			window.requestedBy,
			...(window.closedBy ? [window.closedBy] : []),
			...window.grants.map(({ grantedBy }) => grantedBy),
		]),
		...halts.map(({ setBy }) => setBy),
		...holds.map(({ setBy }) => setBy),
		...post.editors,
		...(post.approvedBy ? [post.approvedBy] : []),
	];
}

/** How names and times are written: whoever is known by no name keeps the id. */
export type Telling = { names: ReadonlyMap<string, string>; zone: string };

export const nameIn = ({ names }: Telling, id: string): string =>
	names.get(id) ?? id;

/** The answer with names in place of ids. */
export function namedDecision(
	{ decision }: ReadRecord,
	telling: Telling,
): GateDecision {
	if (decision.mode !== "held") return decision;
	const why = decision.why.map((hold) =>
		hold.kind === "halt" ? { ...hold, by: nameIn(telling, hold.by) } : hold,
	);
	return isNonEmpty(why) ? { mode: "held", why } : decision;
}
