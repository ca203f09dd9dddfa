import { addMs, DAY, HOUR, laterOf, MINUTE } from "@/lib/core/time";

const LONGEST_MS = 12 * HOUR;
const AHEAD_MS = 14 * DAY;

export type AskedSpan = {
	/** Absent is at once. */
	opensAt?: Date | undefined;
	/** Instead of the minutes. */
	closesAt?: Date | undefined;
	minutes: number;
};

export type SpanFault =
	| "past"
	| "too_far_ahead"
	| "ends_before_it_begins"
	| "too_short"
	| "too_long";

export const SPAN_FAULTS: Record<SpanFault, string> = {
	past: "a window cannot open in the past",
	too_far_ahead: "a window can be requested at most 14 days ahead",
	ends_before_it_begins: "a window cannot end before it begins",
	too_short: "a window lasts at least 1 minute",
	too_long: "a window lasts at most 12 hours",
};

/** The span of a window that is requested now, in absolute time, or why there cannot be one (R3). */
export function decideSpan(
	asked: AskedSpan,
	now: Date,
): { opensAt: Date; closesAt: Date } | SpanFault {
	// Whoever means "now" and sends a minute late is not refused.
	if (asked.opensAt && addMs(asked.opensAt, MINUTE) < now) return "past";
	const opensAt = laterOf(asked.opensAt ?? now, now);
	if (opensAt > addMs(now, AHEAD_MS)) return "too_far_ahead";
	const closesAt = asked.closesAt ?? addMs(opensAt, asked.minutes * MINUTE);
	if (closesAt <= opensAt) return "ends_before_it_begins";
	if (closesAt < addMs(opensAt, MINUTE)) return "too_short";
	if (closesAt > addMs(opensAt, LONGEST_MS)) return "too_long";
	return { opensAt, closesAt };
}
