/** A part of an account's 30-day error budget, as the SLOs last said; null is no data. */
export type Budget = { remaining: number | null; failures: number };

/** Fewer failures than this never use a budget up: with few posts a day one failure breaks any objective. */
const MIN_FAILURES = 2;

/** Used up: nothing left of it, by at least two failures. No data does not count (product rule on SLOs). */
export const isExhausted = ({ remaining, failures }: Budget): boolean =>
	remaining !== null && remaining <= 0 && failures >= MIN_FAILURES;

const leftOf = ({ remaining }: Budget): number => remaining ?? 1;

/** More left, or fewer failures, than was said before; where nothing was said, everything was left. */
export const isRaise = (before: Budget | null, after: Budget): boolean =>
	before !== null &&
	(leftOf(after) > leftOf(before) || after.failures < before.failures);
