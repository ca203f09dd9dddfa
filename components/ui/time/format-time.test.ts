import { describe, expect, test } from "vitest";
import {
	formatClock,
	formatDay,
	formatDuration,
	formatInstant,
	formatRelative,
	formatUtc,
} from "./format-time";

const MORNING = "2026-11-23T08:12:00Z";

test("a day is told by its weekday", () => {
	expect(formatDay("2026-11-22")).toBe("Sun 22 Nov 2026");
	expect(formatDay("2027-01-01")).toBe("Fri 1 Jan 2027");
});

describe("formatInstant", () => {
	test.each([
		["Europe/Berlin", "datetime", "23 Nov 2026, 09:12"],
		["Europe/Berlin", "weekday", "Mon 23 Nov"],
		["Asia/Kolkata", "time", "13:42"],
		["Pacific/Kiritimati", "date", "23 Nov 2026"],
		["America/Los_Angeles", "datetime", "23 Nov 2026, 00:12"],
		["Pacific/Honolulu", "date", "22 Nov 2026"],
	] as const)("%s %s", (zone, style, shown) => {
		expect(formatInstant(MORNING, zone, style)).toBe(shown);
	});

	test("the hour that repeats in autumn reads the same twice", () => {
		const before = formatInstant(
			"2026-10-25T00:30:00Z",
			"Europe/Berlin",
			"time",
		);
		const after = formatInstant(
			"2026-10-25T01:30:00Z",
			"Europe/Berlin",
			"time",
		);
		expect([before, after]).toEqual(["02:30", "02:30"]);
	});
});

test("UTC tells those two apart", () => {
	expect(formatUtc("2026-10-25T00:30:00Z")).toBe("2026-10-25 00:30 UTC");
	expect(formatUtc("2026-10-25T02:30:00+01:00")).toBe("2026-10-25 01:30 UTC");
});

test.each([
	[0, "0 ms"],
	[840, "840 ms"],
	[42_000, "42 s"],
	[59_999, "59 s"],
	[12 * 60_000, "12 min"],
	[65 * 60_000, "1 h 5 min"],
	[24 * 3_600_000, "1 d"],
	[76 * 3_600_000, "3 d 4 h"],
])("%d ms lasts %s", (durationMs, shown) => {
	expect(formatDuration(durationMs)).toBe(shown);
});

test.each([
	["2026-11-23T08:12:30Z", "just now"],
	["2026-11-23T08:07:00Z", "5 min ago"],
	["2026-11-23T11:32:00Z", "in 3 h 20 min"],
	["2026-11-20T08:12:00Z", "3 d ago"],
])("%s is %s", (iso, shown) => {
	expect(formatRelative(iso, Date.parse(MORNING))).toBe(shown);
});

test.each([
	[-5_000, "00:00"],
	[0, "00:00"],
	[400, "00:01"],
	[249_000, "04:09"],
	[3_849_000, "1:04:09"],
	[86_400_000, "24:00:00"],
	[187_660_000, "2 d 4 h"],
])("%d ms left reads %s", (leftMs, shown) => {
	expect(formatClock(leftMs)).toBe(shown);
});
