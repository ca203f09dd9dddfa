import type { PostState } from "@/lib/publishing/post/model";

/** What is true of a post once the worker has done all it may after a stop. */
export const OUTCOMES = {
	"goes out": { states: ["published"], live: 1 },
	simulated: { states: ["simulated"], live: 0 },
	held: { states: ["held"], live: 0 },
	quarantined: { states: ["quarantined"], live: 0 },
	waits: { states: ["queued", "claimed", "container_ready"], live: 0 },
	failed: { states: ["failed"], live: 0 },
} as const satisfies Record<
	string,
	{ states: readonly PostState[]; live: number }
>;
export type OutcomeName = keyof typeof OUTCOMES;

/** The stops, and the ways in which each may come; every way is tested against the same column. */
export const STOPS = {
	"window over": [
		"it expires",
		"it is closed early",
		"it is withdrawn",
		"a grant is revoked",
		"a grantor loses the role",
		"a grantor is disabled",
	],
	halt: ["on the account", "everywhere"],
	"policy hold": ["on the account"],
	quarantine: ["of its picture"],
	PUBLISH_LOCKED: ["on one worker"],
	"account paused": ["by an administrator"],
	"budget used up": ["by failures"],
} as const;
export type Stop = keyof typeof STOPS;

const COLUMNS = Object.keys(STOPS) as Stop[];

/** Where a post is when the stop comes, and what becomes of it by each stop, in the order of `STOPS`. */
export const TABLE = {
	"queued, slot to come": [
		"simulated",
		"held",
		"held",
		"quarantined",
		"simulated",
		"waits",
		"goes out",
	],
	"queued, due": [
		"simulated",
		"held",
		"held",
		"quarantined",
		"simulated",
		"waits",
		"goes out",
	],
	"queued, for another try": [
		"held",
		"held",
		"held",
		"quarantined",
		"held",
		"waits",
		"goes out",
	],
	"queued, told to wait": [
		"held",
		"held",
		"held",
		"quarantined",
		"held",
		"waits",
		"goes out",
	],
	claimed: ["held", "held", "held", "quarantined", "held", "waits", "goes out"],
	container_ready: [
		"held",
		"held",
		"held",
		"quarantined",
		"held",
		"waits",
		"goes out",
	],
	"publishing, call not begun, 1 s over": [
		"held",
		"held",
		"held",
		"held",
		"held",
		"waits",
		"goes out",
	],
	"publishing, call not begun, within 1 s": [
		"goes out",
		"goes out",
		"goes out",
		"goes out",
		"goes out",
		"goes out",
		"goes out",
	],
	"publishing, call begun": [
		"goes out",
		"goes out",
		"goes out",
		"goes out",
		"goes out",
		"goes out",
		"goes out",
	],
	"unknown, it is out": [
		"goes out",
		"goes out",
		"goes out",
		"goes out",
		"goes out",
		"goes out",
		"goes out",
	],
	"unknown, it is not out": [
		"held",
		"held",
		"held",
		"quarantined",
		"held",
		"waits",
		"goes out",
	],
	held: ["held", "held", "held", "quarantined", "held", "held", "held"],
	simulated: [
		"simulated",
		"simulated",
		"simulated",
		"simulated",
		"simulated",
		"simulated",
		"simulated",
	],
	failed: [
		"failed",
		"failed",
		"failed",
		"failed",
		"failed",
		"failed",
		"failed",
	],
} as const satisfies Record<string, readonly OutcomeName[]>;
export type Situation = keyof typeof TABLE;

export const PLACES = Object.keys(TABLE) as Situation[];

/** Their intent is committed and their outcome open when the stop comes: the stopper is told of these. */
export const UNDER_WAY: readonly Situation[] = [
	"publishing, call not begun, 1 s over",
	"publishing, call not begun, within 1 s",
	"publishing, call begun",
	"unknown, it is out",
	"unknown, it is not out",
];

/** Throws for a hole in the table. */
export function outcomeAt(situation: Situation, stop: Stop): OutcomeName {
	const name = TABLE[situation][COLUMNS.indexOf(stop)];
	if (!name)
		throw new Error(`the table says nothing of ${situation} × ${stop}`);
	return name;
}

/** The table as `docs/in-flight.md` shows it, with its stops spelt out below. */
export function tableInWords(): string {
	const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
	const named = (names: readonly string[]) => names.map((one) => `\`${one}\``);
	const ways = COLUMNS.map(
		(stop) => `- **${stop}**: ${STOPS[stop].join(", ")}`,
	);
	return [
		line(["where the post is", ...COLUMNS]),
		line(["---", ...COLUMNS.map(() => "---")]),
		...PLACES.map((situation) =>
			line([
				...named([situation]),
				...COLUMNS.map((stop) => outcomeAt(situation, stop)),
			]),
		),
		"",
		...ways,
	].join("\n");
}
