import { z } from "zod";
import { addMs, MINUTE } from "@/lib/core/time";

/** Why a post's answer holds nothing, kept in the place of the answer. */
const KeptFault = z.object({ fault: z.string(), stop: z.boolean() });
export type KeptFault = z.infer<typeof KeptFault>;

/** A snapshot without metrics. */
export type EmptySnapshot = {
	postId: string;
	ageLabel: string;
	ageSeconds: number;
	collectedAt: Date;
	raw: unknown;
};

const SHORTEST_WAIT_MS = 5 * MINUTE;
/** So that a post is asked for at most five times at each age, whose tolerance is 20 % wide. */
const WAIT_DIVISOR = 20;

export const keptFault = (raw: unknown): KeptFault | null =>
	KeptFault.safeParse(raw).data ?? null;

/**
 * When a post may be asked for again whose last answer held nothing: after 5 % of its age, at least
 * 5 minutes. What would have stopped any post of the account says nothing of this one: 5 minutes.
 */
export function askAgainAt(empty: EmptySnapshot): Date {
	if (keptFault(empty.raw)?.stop)
		return addMs(empty.collectedAt, SHORTEST_WAIT_MS);
	const waitMs = Math.max(
		SHORTEST_WAIT_MS,
		(empty.ageSeconds * 1000) / WAIT_DIVISOR,
	);
	return addMs(empty.collectedAt, waitMs);
}
