import { localDay, localTime } from "@/lib/core/time";
import {
	isSettled,
	META_ZONE,
	settlesAt,
} from "@/lib/insights/collect/meta-day";
import type {
	DataState,
	Figure,
	KpiMetric,
	KpiPoint,
} from "@/lib/insights/model";

/** What is stored of an account's day, as far as the KPIs need it. */
export type StoredDay = {
	day: string;
	collectedAt: Date;
	reach: number | null;
	saves: number | null;
	shares: number | null;
	profileLinksTaps: number | null;
	views: number | null;
	likes: number | null;
	comments: number | null;
};

/** Is the day there, still being counted, late as the platform may be (48 h), or missing (R8, R9)? */
export function dataState(
	day: string,
	row: StoredDay | undefined,
	now: Date,
): DataState {
	const has = row && Object.values(numbersOf(row)).some((n) => n !== null);
	if (has) return isSettled(day, row.collectedAt) ? "present" : "counting";
	return isSettled(day, now) ? "missing" : "late";
}

/** Are there numbers, final or not? */
export const hasNumbers = ({ state }: { state: DataState }): boolean =>
	state === "present" || state === "counting";

const numbersOf = (row: StoredDay) => ({
	reach: row.reach,
	saves: row.saves,
	shares: row.shares,
	profileClicks: row.profileLinksTaps,
});

const othersOf = ({ views, likes, comments }: StoredDay) => ({
	views,
	likes,
	comments,
});

const NO_NUMBERS = {
	reach: null,
	saves: null,
	shares: null,
	profileClicks: null,
	views: null,
	likes: null,
	comments: null,
};

const GAPS = {
	late: "insights come up to 48 h late, this day's are not there yet",
	missing: "the platform gave no insights of this day",
} as const;

type Told = { day: string; row: StoredDay | undefined; now: Date };

function reasonOf(state: DataState, { day, row, now }: Told): string | null {
	if (state === "present") return null;
	return state === "counting"
		? describeCounting(day, now)
		: describeGap(state, row);
}

function describeCounting(day: string, now: Date): string {
	if (isSettled(day, now))
		return "the platform was still counting when these numbers were read, and gave none since";
	const until = settlesAt(day);
	return `the platform may still add to these numbers until ${localDay(until, META_ZONE)} ${localTime(until, META_ZONE)} ${META_ZONE}`;
}

/** Why there is nothing: never read at all is our fault, an empty answer the platform's. */
const describeGap = (
	state: "late" | "missing",
	row: StoredDay | undefined,
): string =>
	row || state === "late" ? GAPS[state] : "this day was never collected";

export function toPoint(
	day: string,
	row: StoredDay | undefined,
	now: Date,
): KpiPoint {
	const state = dataState(day, row, now);
	const numbers = row ? { ...numbersOf(row), ...othersOf(row) } : NO_NUMBERS;
	const reason = reasonOf(state, { day, row, now });
	return { day, ...numbers, state, reason };
}

const ONLY_VIDEO = "images have none, and no reel was published";

/** The six figures of the daily checklist, each a number or the reason why there is none. */
export function figuresOf(
	point: KpiPoint,
	before: KpiPoint | undefined,
): Record<KpiMetric, Figure> {
	const figure = (
		metric: "reach" | "saves" | "shares" | "profileClicks",
	): Figure => {
		const value = point[metric];
		if (value !== null) return { value, before: before?.[metric] ?? null };
		return {
			value: null,
			reason: point.reason ?? "the platform left this metric out",
		};
	};
	return {
		reach: figure("reach"),
		watchTime: { value: null, reason: ONLY_VIDEO },
		retention: { value: null, reason: ONLY_VIDEO },
		saves: figure("saves"),
		shares: figure("shares"),
		profileClicks: figure("profileClicks"),
	};
}

/** Adds up the days that have the metric; null when none has, never 0. Not for reach: unique people do not add up. */
export function totalOf(
	points: readonly KpiPoint[],
	metric: "saves" | "shares" | "profileClicks",
): number | null {
	const values = points.flatMap((point) => point[metric] ?? []);
	if (values.length === 0) return null;
	return values.reduce((sum, value) => sum + value, 0);
}
