import { expect, test } from "vitest";
import { blocksOf } from "./strip-blocks";

const day = {
	startsAt: "2026-11-22T23:00:00.000Z",
	endsAt: "2026-11-23T23:00:00.000Z",
};
const window = (
	opensAt: string,
	closesAt: string,
	closedAt: string | null = null,
) => ({ opensAt, closesAt, closedAt });
const placed = (...windows: ReturnType<typeof window>[]) =>
	blocksOf(windows, day).map(({ startPercent, widthPercent }) => [
		startPercent,
		widthPercent,
	]);

test("a window takes its share of the day", () => {
	expect(
		placed(window("2026-11-23T11:00:00.000Z", "2026-11-23T17:00:00.000Z")),
	).toEqual([[50, 25]]);
});

test("one that runs over midnight lies on both days", () => {
	expect(
		placed(window("2026-11-22T20:00:00.000Z", "2026-11-23T05:00:00.000Z")),
	).toEqual([[0, 25]]);
});

test("one that was closed early ends where it was closed", () => {
	const opens = "2026-11-23T11:00:00.000Z";
	const closes = "2026-11-23T17:00:00.000Z";
	expect(
		placed(
			window(opens, closes, "2026-11-23T14:00:00.000Z"),
			window(closes, "2026-11-23T18:00:00.000Z", opens),
		),
	).toEqual([[50, 12.5]]);
});

test("a window that ends as the day begins is not on it", () => {
	expect(
		placed(
			window("2026-11-22T20:00:00.000Z", "2026-11-22T23:00:00.000Z"),
			window("2026-11-23T23:00:00.000Z", "2026-11-24T01:00:00.000Z"),
		),
	).toEqual([]);
});

test("on a day of 25 hours an hour is less of it", () => {
	const long = { ...day, endsAt: "2026-11-24T00:00:00.000Z" };
	const [block] = blocksOf(
		[window("2026-11-22T23:00:00.000Z", "2026-11-23T00:00:00.000Z")],
		long,
	);
	expect(block?.widthPercent).toBe(4);
});

test("windows at the same time lie below each other, one after the other in one line", () => {
	const lanes = (...spans: [string, string][]) =>
		blocksOf(
			spans.map(([from, to]) =>
				window(`2026-11-23T${from}:00.000Z`, `2026-11-23T${to}:00.000Z`),
			),
			day,
		).map(({ lane }) => lane);
	expect(lanes(["06:00", "10:00"], ["10:00", "12:00"])).toEqual([0, 0]);
	expect(
		lanes(["06:00", "10:00"], ["07:00", "08:00"], ["08:00", "12:00"]),
	).toEqual([0, 1, 1]);
	expect(
		lanes(["06:00", "10:00"], ["07:00", "11:00"], ["08:00", "09:00"]),
	).toEqual([0, 1, 2]);
});
