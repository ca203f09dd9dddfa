import { InvalidArgumentError } from "commander";
import { describe, expect, test } from "vitest";
import { DAY, HOUR, MINUTE, SECOND } from "@/lib/core/time";
import { parseCount, parseDay, parseDuration, parseInstant } from "./inputs";

describe("a duration", () => {
	test.each([
		["30s", 30 * SECOND],
		["90m", 90 * MINUTE],
		["25h", 25 * HOUR],
		["7d", 7 * DAY],
	])("%s", (text, ms) => {
		expect(parseDuration(text)).toBe(ms);
	});
	test.each(["", "0h", "25", "-1h", "1.5h", "1 w", "h"])("not %j", (text) => {
		expect(() => parseDuration(text)).toThrow(InvalidArgumentError);
	});
});

describe("a count", () => {
	test.each([
		["1", 1],
		["24", 24],
	])("%s", (text, count) => {
		expect(parseCount(text)).toBe(count);
	});
	test.each(["0", "-1", "1.5", "1e3", "many", ""])("not %j", (text) => {
		expect(() => parseCount(text)).toThrow(InvalidArgumentError);
	});
});

describe("an instant", () => {
	test("carries its offset", () => {
		expect(parseInstant("2026-11-24T09:30:00+01:00")).toBe(
			"2026-11-24T08:30:00.000Z",
		);
		expect(parseInstant("2026-11-24T09:30Z")).toBe("2026-11-24T09:30:00.000Z");
	});
	test.each([
		"2026-11-24",
		"2026-11-24T09:30:00",
		"2026-13-24T09:30:00Z",
		"tomorrow",
	])("not %j", (text) => {
		expect(() => parseInstant(text)).toThrow(InvalidArgumentError);
	});
});

describe("a day", () => {
	test("is a day of the calendar", () => {
		expect(parseDay("2028-02-29")).toBe("2028-02-29");
	});
	test.each(["2026-02-29", "2026-2-1", "today", "2026-11-24T00:00:00Z"])(
		"not %j",
		(text) => {
			expect(() => parseDay(text)).toThrow(InvalidArgumentError);
		},
	);
});
