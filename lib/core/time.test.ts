import { describe, expect, test } from "vitest";
import {
	dayBounds,
	HOUR,
	instantAt,
	isTimeZone,
	localDay,
	localTime,
	localTimeExists,
} from "./time";

describe("local times", () => {
	test("a time swallowed by the spring gap moves forward and is reported", () => {
		const at = instantAt("2026-03-29", "02:30", "Europe/Berlin");
		expect(at.toISOString()).toBe("2026-03-29T01:30:00.000Z");
		expect(localTime(at, "Europe/Berlin")).toBe("03:30");
		expect(localTimeExists("2026-03-29", "02:30", "Europe/Berlin")).toBe(false);
		expect(localTimeExists("2026-03-29", "03:30", "Europe/Berlin")).toBe(true);
	});

	test("a time that occurs twice is the earlier one", () => {
		const at = instantAt("2026-10-25", "02:30", "Europe/Berlin");
		expect(at.toISOString()).toBe("2026-10-25T00:30:00.000Z");
	});

	test("days have 23, 24 and 25 hours", () => {
		const hours = (day: string) => {
			const { start, end } = dayBounds(day, "Europe/Berlin");
			return (end.getTime() - start.getTime()) / HOUR;
		};
		expect(["2026-03-29", "2026-11-23", "2026-10-25"].map(hours)).toEqual([
			23, 24, 25,
		]);
	});

	test("the local day follows the zone", () => {
		const at = new Date("2026-11-23T23:30:00Z");
		expect(localDay(at, "Europe/Berlin")).toBe("2026-11-24");
		expect(localDay(at, "America/New_York")).toBe("2026-11-23");
	});

	test("unknown zones are recognised", () => {
		expect(isTimeZone("Europe/Berlin")).toBe(true);
		expect(isTimeZone("Mars/Olympus")).toBe(false);
		expect(isTimeZone("+02:00")).toBe(false);
	});
});
