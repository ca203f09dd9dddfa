import { addMs, DAY, MINUTE } from "@/lib/core/time";
import { MAX_POSTS_A_DAY } from "@/lib/publishing/post/model";

/** How far ahead a post can be planned. */
const MAX_AHEAD_MS = 60 * DAY;

export type SlotRefusal = "past" | "too_far" | "taken" | "full";

export const SLOT_REFUSALS: Record<SlotRefusal, string> = {
	past: "that slot is in the past",
	too_far: "a post can be planned at most 60 days ahead",
	taken: "another post holds that slot",
	full: `Instagram takes about ${MAX_POSTS_A_DAY} posts in 24 hours, and so many are planned before that slot`,
};

/** May a post move to this slot? Null means yes. A minute of grace covers the time it takes to ask. */
export function refuseSlot(
	slotAt: Date,
	others: readonly Date[],
	now: Date,
): SlotRefusal | null {
	if (slotAt < addMs(now, -MINUTE)) return "past";
	if (slotAt > addMs(now, MAX_AHEAD_MS)) return "too_far";
	if (others.some((other) => other.getTime() === slotAt.getTime()))
		return "taken";
	const dayBefore = others.filter(
		(other) => other > addMs(slotAt, -DAY) && other <= slotAt,
	);
	return dayBefore.length >= MAX_POSTS_A_DAY ? "full" : null;
}
