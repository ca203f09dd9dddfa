import { expect, test } from "vitest";
import type { KpiPageView, KpiPoint } from "@/lib/insights/model";
import { changeWords, chartOf } from "./describe-metric";

const point = (day: string, reach: number | null): KpiPoint => ({
	day,
	reach,
	saves: null,
	shares: null,
	profileClicks: null,
	views: null,
	likes: null,
	comments: null,
	state: reach === null ? "late" : "present",
	reason: reach === null ? "insights come up to 48 h late" : null,
});

const view: KpiPageView = {
	accountId: "a",
	handle: "acme",
	metaZone: "America/Los_Angeles",
	zone: "Europe/Berlin",
	day: {
		accountId: "a",
		day: "2026-11-22",
		zone: "America/Los_Angeles",
		state: "late",
		reason: "late",
		observedAt: null,
		figures: {
			reach: { value: null, reason: "late" },
			watchTime: { value: null, reason: "images" },
			retention: { value: null, reason: "images" },
			saves: { value: null, reason: "late" },
			shares: { value: null, reason: "late" },
			profileClicks: { value: null, reason: "late" },
		},
		anomalies: [],
	},
	points: [point("2026-11-21", 120), point("2026-11-22", null)],
	anomalies: [],
	output: [{ day: "2026-11-22", live: 1, rehearsed: 3 }],
	posts: [],
	collectors: [],
	observedAt: "2026-11-23T08:00:00.000Z",
};

test("a gap keeps its reason; what images never have says so", () => {
	expect(chartOf(view, "reach", []).series[0].points).toEqual([
		{ day: "2026-11-21", value: 120 },
		{
			day: "2026-11-22",
			value: null,
			missing: "insights come up to 48 h late",
		},
	]);
	expect(chartOf(view, "likes", []).series[0].points[0]?.missing).toMatch(
		/left this metric out/,
	);
	expect(chartOf(view, "watchTime", []).series[0].points[0]?.missing).toMatch(
		/images/,
	);
});

test("a chart says whose days it shows: Meta's of its figures, the account's of the posts", () => {
	expect(chartOf(view, "reach", []).zone).toBe("America/Los_Angeles");
	expect(chartOf(view, "saves", []).zone).toBe("America/Los_Angeles");
	expect(chartOf(view, "posts", []).zone).toBe("Europe/Berlin");
});

test("rehearsals are a line of their own", () => {
	const { series } = chartOf(view, "posts", []);
	expect(series.map(({ id, points }) => [id, points[0]?.value])).toEqual([
		["live", 1],
		["rehearsed", 3],
	]);
});

test.each([
	[110, 100, "+10 %"],
	[96, 100, "−4 %"],
	[5, 0, "+5"],
	[7, 7, "no change"],
	[null, 7, null],
	[7, null, null],
])("%s after %s", (value, before, words) => {
	expect(changeWords(value, before)).toBe(words);
});
