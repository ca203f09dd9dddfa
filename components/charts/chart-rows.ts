import { MONTHS } from "@/components/ui/time/format-time";
import type { ChartEvent, ChartPoint, ChartSeries } from "./chart-model";

/** Every series on one day; a day that nobody reported is there too, without values. */
export type ChartRow = {
	day: string;
	points: Readonly<Record<string, ChartPoint>>;
};

const DAY_MS = 86_400_000;

const dayAfter = (day: string): string =>
	new Date(Date.parse(day) + DAY_MS).toISOString().slice(0, 10);

/** "2026-11-03" as "3 Nov". */
export function shortDay(day: string): string {
	const [, month = "", date = ""] = day.split("-");
	return `${Number(date)} ${MONTHS[Number(month) - 1]}`;
}

/** All days from the first to the last point, none left out: a gap must look like one. */
export function chartRows(series: readonly ChartSeries[]): ChartRow[] {
	const days = series.flatMap(({ points }) => points.map(({ day }) => day));
	const [first, last] = [days.toSorted().at(0), days.toSorted().at(-1)];
	if (!first || !last) return [];
	const byDay = series.map(({ id, points }) => ({
		id,
		points: new Map(points.map((point) => [point.day, point])),
	}));
	const rows: ChartRow[] = [];
	for (let day = first; day <= last; day = dayAfter(day)) {
		const entries = byDay.flatMap(({ id, points }) => {
			const point = points.get(day);
			return point ? [[id, point] as const] : [];
		});
		rows.push({ day, points: Object.fromEntries(entries) });
	}
	return rows;
}

/** The events that fall on a shown day, oldest first. */
export function shownEvents(
	events: readonly ChartEvent[],
	rows: readonly ChartRow[],
): ChartEvent[] {
	const days = new Set(rows.map(({ day }) => day));
	return events
		.filter(({ day }) => days.has(day))
		.toSorted((a, b) => a.day.localeCompare(b.day));
}
