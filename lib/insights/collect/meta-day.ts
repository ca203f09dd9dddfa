import { addDays, addMs, dayBounds, HOUR, localDay } from "@/lib/core/time";

/** Meta's account days run from midnight to midnight US Pacific (§3.2). */
export const META_ZONE = "America/Los_Angeles";

/** Insights may lag by this much before their absence means anything (§3.1). */
const PLATFORM_LAG_MS = 48 * HOUR;

const RECOLLECT_MS = 6 * HOUR;
/** Enough for a chart of 14 days, each with its week of comparison. */
export const DAYS_BACK = 21;
const EMPTY_DAYS_BACK = 7;

export const metaDay = (at: Date): string => localDay(at, META_ZONE);

export const metaDayBounds = (day: string) => dayBounds(day, META_ZONE);

export const metaDaysBefore = (day: string, count: number): string[] =>
	Array.from({ length: count }, (_, index) => addDays(day, index - count));

/** Until when the platform may add to what it says of that day. */
export const settlesAt = (day: string): Date =>
	addMs(metaDayBounds(day).end, PLATFORM_LAG_MS);

/** Has the platform had the time that it takes to count that day? */
export const isSettled = (day: string, now: Date): boolean =>
	now > settlesAt(day);

/** What is stored of a day: when its numbers were read, and when it was last asked for. */
export type HeldDay = {
	day: string;
	collectedAt: Date;
	askedAt: Date;
	empty: boolean;
};

/**
 * The ended days of the last three weeks to ask for now: those never collected, those collected
 * before the platform's lag had passed, and of the last week those still empty; none more often
 * than every 6 h.
 */
export function dueDays(held: readonly HeldDay[], now: Date): string[] {
	const days = metaDaysBefore(metaDay(now), DAYS_BACK);
	return days.filter((day) => {
		const row = held.find((candidate) => candidate.day === day);
		if (!row) return true;
		if (now.getTime() - row.askedAt.getTime() < RECOLLECT_MS) return false;
		const isRecent = days.indexOf(day) >= days.length - EMPTY_DAYS_BACK;
		return (row.empty && isRecent) || !isSettled(day, row.collectedAt);
	});
}
