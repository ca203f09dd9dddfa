import { describe, expect, test } from "vitest";
import { type DayPoint, findAnomalies } from "@/lib/insights/anomalies";

const point = (day: string, reach: number | null): DayPoint => ({
	day,
	reach,
	saves: null,
	shares: null,
	profileClicks: null,
});
const series = (...reach: (number | null)[]) =>
	reach.map((value, index) => point(`2026-11-${10 + index}`, value));
const last = (points: readonly DayPoint[]) => points.at(-1)?.day ?? "";

describe("an anomaly", () => {
	test.each([
		["exactly 30 % below", [1000, 1000, 1000, 700], 0],
		["a shade more", [1000, 1000, 1000, 699], 1],
		["a rise", [1000, 1000, 1000, 5000], 0],
		["only two days to compare", [1000, 1000, 100], 0],
		["no data today", [1000, 1000, 1000, null], 0],
		["gaps before", [1000, null, 1000, 1000, 100], 1],
		["a handful of people", [10, 10, 10, 1], 0],
		["one outlier before", [1000, 90_000, 1000, 1000, 900], 0],
	])("%s", (_, reach, count) => {
		const points = series(...reach);
		expect(findAnomalies(points, last(points))).toHaveLength(count);
	});

	test("says by how much", () => {
		const points = series(1000, 1000, 1000, 400);
		expect(findAnomalies(points, last(points))).toEqual([
			{
				metric: "reach",
				day: "2026-11-13",
				value: 400,
				baseline: 1000,
				dropPercent: 60,
			},
		]);
	});

	test("a day that is not there has none", () => {
		expect(findAnomalies(series(1, 2, 3), "2026-12-01")).toEqual([]);
	});
});
