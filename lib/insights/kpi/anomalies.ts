import { median } from "@/lib/core/median";
import type { Anomaly, DataState, WatchedMetric } from "@/lib/insights/model";
import { WATCHED } from "@/lib/insights/model";

export type DayPoint = { day: string; state: DataState } & Record<
	WatchedMetric,
	number | null
>;
// Whole numbers, so that exactly 30 % never fires by rounding.
const BASELINE_DAYS = 7;
const MIN_DAYS = 3;
/** Below this a fall of 30 % is a handful of people. */
const MIN_BASELINE = 20;
/** So many days may settle between two signatures. */
const SETTLED_DAYS = 2;

/**
 * Flags a metric that is more than 30 % (strictly) below the median of up to 7 days before it,
 * given at least 3 such days with data and a median of at least 20. Days without data take no part (R9).
 */
export function findAnomalies(
	points: readonly DayPoint[],
	day: string,
): Anomaly[] {
	const current = points.find((point) => point.day === day);
	if (!current) return [];
	const before = points.filter((point) => point.day < day);
	return WATCHED.flatMap((metric) => {
		const value = current[metric];
		const earlier = before
			.flatMap((point) => point[metric] ?? [])
			.slice(-BASELINE_DAYS);
		if (value === null || earlier.length < MIN_DAYS) return [];
		const baseline = median(earlier);
		if (baseline < MIN_BASELINE || value * 10 >= baseline * 7) return [];
		const dropPercent = Math.round((1 - value / baseline) * 100);
		const counting = current.state === "counting";
		return [{ metric, day, value, baseline, dropPercent, counting }];
	});
}

/** The days whose falls are looked at with the last of the points: the last two counted to the end, and itself while it is counted. */
export function daysToJudge(points: readonly DayPoint[]): string[] {
	const settled = points.filter(({ state }) => state === "present");
	const last = points.slice(-1).filter(({ state }) => state === "counting");
	return [...settled.slice(-SETTLED_DAYS), ...last].map(({ day }) => day);
}
