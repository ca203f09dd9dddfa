import { sha256 } from "@/lib/core/canonical-json";
import { addMs, MINUTE, SECOND } from "@/lib/core/time";

const BASE_MS = 2 * SECOND;
const CAP_MS = 2 * MINUTE;

/** The longest wait after so many tries, in milliseconds: doubled each time, capped. */
export const maxBackoffMs = (tries: number): number =>
	Math.min(CAP_MS, BASE_MS * 2 ** Math.max(0, tries - 1));

/**
 * When to try again: exponential with full jitter, the jitter drawn from the seed (an id), so
 * that the same try of the same run always waits as long.
 * @param tries how often it was tried so far, from 1
 * @param atLeastMs what the other side asked for
 */
export function backoff(
	tries: number,
	now: Date,
	{ seed, atLeastMs = 0 }: { seed: string; atLeastMs?: number },
): Date {
	const roll =
		Number.parseInt(sha256(`${seed}:${tries}`).slice(0, 12), 16) / 2 ** 48;
	return addMs(
		now,
		Math.max(atLeastMs, Math.round(roll * maxBackoffMs(tries))),
	);
}
