import { describe, expect, test } from "vitest";
import { dueDays, isSettled, metaDay, metaDayBounds } from "./meta-day";

const NOW = new Date("2026-11-23T12:00:00Z");

describe("Meta's days", () => {
	test("turn at midnight US Pacific, summer and winter", () => {
		expect(metaDay(new Date("2026-11-23T07:59:00Z"))).toBe("2026-11-22");
		expect(metaDay(new Date("2026-11-23T08:00:00Z"))).toBe("2026-11-23");
		expect(metaDayBounds("2026-07-01").start.toISOString()).toBe(
			"2026-07-01T07:00:00.000Z",
		);
	});

	test("settle 48 h after their end", () => {
		const end = metaDayBounds("2026-11-20").end.getTime();
		expect(isSettled("2026-11-20", new Date(end + 48 * 3_600_000))).toBe(false);
		expect(isSettled("2026-11-20", new Date(end + 48 * 3_600_001))).toBe(true);
	});

	test("all of three weeks is due when nothing is held, today never", () => {
		const days = dueDays([], NOW);
		expect(days).toHaveLength(21);
		expect(days.at(-1)).toBe("2026-11-22");
	});

	test.each([
		["settled and full", "2026-11-16", "2026-11-20T12:00:00Z", false, false],
		["settled but empty", "2026-11-16", "2026-11-20T12:00:00Z", true, true],
		["empty for weeks", "2026-11-10", "2026-11-20T12:00:00Z", true, false],
		["taken too early", "2026-11-22", "2026-11-23T05:00:00Z", false, true],
		["asked 5 h ago", "2026-11-22", "2026-11-23T07:00:00Z", true, false],
	])("a day %s", (_, day, at, empty, due) => {
		const read = new Date(at);
		const held = [{ day, collectedAt: read, askedAt: read, empty }];
		expect(dueDays(held, NOW).includes(day)).toBe(due);
	});

	test.each([
		["5 h ago", "2026-11-23T07:00:00Z", false],
		["7 h ago", "2026-11-23T05:00:00Z", true],
	])(
		"numbers read too early are due by when they were last asked for: %s",
		(_, at, due) => {
			const day = "2026-11-16";
			const collectedAt = new Date("2026-11-17T12:00:00Z");
			const held = [{ day, collectedAt, askedAt: new Date(at), empty: false }];
			expect(dueDays(held, NOW).includes(day)).toBe(due);
		},
	);
});
