import { describe, expect, test } from "vitest";
import { instantOf } from "./instant-of";

const berlin = (local: string) => ({ local, zone: "Europe/Berlin" });

describe("a wall-clock time from a form", () => {
	test("is an instant", () => {
		expect(instantOf(berlin("2026-11-23T09:30"))).toEqual(
			new Date("2026-11-23T08:30:00Z"),
		);
	});

	test("that occurs twice is the earlier one", () => {
		expect(instantOf(berlin("2026-10-25T02:30"))).toEqual(
			new Date("2026-10-25T00:30:00Z"),
		);
	});

	test.each([
		["2026-03-29T02:30", "Europe/Berlin", "this time does not exist"],
		["2026-13-01T02:30", "Europe/Berlin", "a date and a time of day"],
		["2026-02-30T02:30", "Europe/Berlin", "a date and a time of day"],
		["tomorrow", "Europe/Berlin", "a date and a time of day"],
		["2026-03-29T02:30", "Mars/Olympus", "a time zone"],
	])("%s in %s is refused with a sentence", (local, zone, said) => {
		expect(() => instantOf({ local, zone })).toThrow(said);
	});
});
