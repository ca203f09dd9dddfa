import { HOUR } from "@/lib/core/time";

/** From here on the rest of the rate limit is for publishing (§2). */
const MAX_USED_PERCENT = 90;
/** The limit is a rolling one: an older reading says nothing about now. */
const READING_HOLDS_MS = HOUR;

/** Why insights leave the rate limit alone now; null when they may be read. */
export function whyNotNow(
	usage: {
		usedPercent: number;
		regainAt: string | null;
		observedAt: string;
	} | null,
	now: Date,
): string | null {
	if (usage === null || usage.usedPercent < MAX_USED_PERCENT) return null;
	const holdsUntil = usage.regainAt
		? new Date(usage.regainAt).getTime()
		: new Date(usage.observedAt).getTime() + READING_HOLDS_MS;
	if (holdsUntil <= now.getTime()) return null;
	return `${usage.usedPercent} % of the rate limit is used: the rest is for publishing`;
}
