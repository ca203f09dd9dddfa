import { describe, expect, test } from "vitest";
import type { ChartView } from "./chart-model";
import { chartRows, shownEvents } from "./chart-rows";
import { chartSummary } from "./chart-summary";

const reach = {
	id: "reach",
	label: "Reach",
	points: [
		{ day: "2026-10-31", value: 900 },
		{ day: "2026-10-29", value: 1_000 },
		{ day: "2026-11-01", value: null, missing: "insights late" },
	],
};

describe("chartRows", () => {
	const rows = chartRows([reach]);

	test("shows the day that nobody reported, over the end of a month", () => {
		expect(rows.map(({ day }) => day)).toEqual([
			"2026-10-29",
			"2026-10-30",
			"2026-10-31",
			"2026-11-01",
		]);
	});

	test("invents no value", () => {
		expect(rows[1]?.points).toEqual({});
		expect(rows[3]?.points.reach?.value).toBeNull();
	});

	test("drops events outside of the shown days", () => {
		const event = { label: "Strategy 7", tone: "info" as const };
		const shown = shownEvents(
			[
				{ ...event, day: "2026-11-01" },
				{ ...event, day: "2026-10-29" },
				{ ...event, day: "2026-11-02" },
			],
			rows,
		);
		expect(shown.map(({ day }) => day)).toEqual(["2026-10-29", "2026-11-01"]);
	});

	test("no points, no rows", () => {
		expect(chartRows([{ ...reach, points: [] }])).toEqual([]);
	});
});

describe("chartSummary", () => {
	const view: ChartView = { unit: "accounts", zone: "UTC", series: [reach] };

	test("newest value, change, target and gaps in one sentence", () => {
		const target = { value: 950, label: "target" };
		expect(chartSummary({ ...view, target })).toBe(
			"Reach was 900 on 31 Oct, down 10 % from 1,000 on 29 Oct, below the target of 950; 2 of 4 days have no data.",
		);
	});

	test("no share of a zero start", () => {
		const points = [
			{ day: "2026-11-01", value: 0 },
			{ day: "2026-11-02", value: 4 },
		];
		expect(chartSummary({ ...view, series: [{ ...reach, points }] })).toBe(
			"Reach was 4 on 2 Nov, up from 0 on 1 Nov.",
		);
	});

	test("says that there is nothing", () => {
		expect(chartSummary({ ...view, series: [{ ...reach, points: [] }] })).toBe(
			"Reach: no data in this range.",
		);
	});
});
