import { describe, expect, test } from "vitest";
import { type DayPoint, daysToJudge, findAnomalies } from "./anomalies";

const point = (day: string, reach: number | null): DayPoint => ({
	day,
	state: reach === null ? "late" : "present",
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
				counting: false,
			},
		]);
	});

	test("on a day that is still being counted is marked as that", () => {
		const points = series(1000, 1000, 1000, 350).map((one, index) =>
			index === 3 ? { ...one, state: "counting" as const } : one,
		);
		expect(findAnomalies(points, last(points))).toMatchObject([
			{ dropPercent: 65, counting: true },
		]);
	});

	test("a day that is not there has none", () => {
		expect(findAnomalies(series(1, 2, 3), "2026-12-01")).toEqual([]);
	});
});

describe("the days to judge", () => {
	const states = (...given: DayPoint["state"][]) =>
		series(...given.map(() => 1000)).map((one, index) => ({
			...one,
			state: given[index] ?? "present",
		}));
	test.each([
		[
			["present", "present", "present"],
			["11", "12"],
		],
		[
			["present", "present", "present", "counting"],
			["11", "12", "13"],
		],
		[
			["present", "counting", "counting"],
			["10", "12"],
		],
		[
			["present", "missing", "present", "counting", "late"],
			["10", "12"],
		],
		[["late", "late"], []],
	] as const)("of %j", (given, days) => {
		expect(daysToJudge(states(...given))).toEqual(
			days.map((day) => `2026-11-${day}`),
		);
	});
});
