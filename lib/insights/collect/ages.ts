import { DAY } from "@/lib/core/time";
import type { AgeLabel } from "@/lib/insights/model";
import { AGES } from "@/lib/insights/model";

/** A snapshot may be up to 10 % younger or older than its label says (§3.3). */
const TOLERANCE_DIVISOR = 10;

/** Nothing is due for a post older than this. */
export const OLDEST_DUE_MS = 31 * DAY;

export type DueAges = {
	/** At most one: the tolerances of two ages never overlap. */
	due: AgeLabel | null;
	/** Ages that have gone by: never filled in later under a false label. */
	missed: readonly AgeLabel[];
};

/** Which snapshot of a post is due now, and which can no longer be taken, given those it has. */
export function dueAges(
	publishedAt: Date,
	have: ReadonlySet<string>,
	now: Date,
): DueAges {
	const age = now.getTime() - publishedAt.getTime();
	const lacking = AGES.filter(({ label }) => !have.has(label));
	const slack = (ms: number) => ms / TOLERANCE_DIVISOR;
	const due = lacking.find(({ ms }) => Math.abs(age - ms) <= slack(ms));
	const missed = lacking.filter(({ ms }) => age > ms + slack(ms));
	return { due: due?.label ?? null, missed: missed.map(({ label }) => label) };
}
