import type { NonEmpty } from "@/lib/core/non-empty";
import { describeReasons } from "@/lib/governance/gate/describe";
import type { GateDecision, Hold } from "@/lib/governance/model";
import type { HeldWhy } from "./model";

export const moderationHold = (): HeldWhy => ({
	kind: "moderation",
	sentence: "moderation found something: edit the post, or approve it as it is",
});

export const personHold = (name: string, reason: string): HeldWhy => ({
	kind: "person",
	sentence: `held by ${name}: ${reason}`,
});

/** The gate's reasons as they are kept with a held post. */
export const gateHolds = (why: NonEmpty<Hold>): HeldWhy[] =>
	why.map((hold) => ({
		kind: hold.kind,
		sentence: describeReasons({ mode: "held", why: [hold] }).join("; "),
	}));

/** A gate's *no* to a post already in flight: it holds, it never simulates (R2, R3). */
export function holdInFlight(
	decision: Extract<GateDecision, { mode: "simulated" }>,
): HeldWhy[] {
	const { missing, locked } = decision;
	return gateHolds([
		{ kind: "second_gate", said: "simulated", missing, locked },
	]);
}

const onlyHeldBy =
	(kinds: readonly HeldWhy["kind"][]) =>
	(why: readonly HeldWhy[]): boolean =>
		why.length > 0 && why.every(({ kind }) => kinds.includes(kind));

/** Does an edit, which is judged anew, answer everything that holds the post? */
export const answeredByEdit = onlyHeldBy(["approval", "moderation"]);

/**
 * Would a human approval of the post as it stands answer everything that holds it? A policy hold that held the
 * post began before the approval, which is all that it asks (AC-G8).
 */
export const answeredByApproval = onlyHeldBy([
	"approval",
	"moderation",
	"policy_hold",
]);

const MISSED_SLOT = {
	asked:
		"its slot passed while publishing was halted: release it, or give it another one",
	too_late:
		"its slot passed while publishing was halted, and the posts before it leave it no time: give it another one",
} as const;

/** Why a post stays held after the halt that held it was lifted. */
export const missedSlot = (why: keyof typeof MISSED_SLOT): HeldWhy => ({
	kind: "missed_slot",
	sentence: MISSED_SLOT[why],
});
