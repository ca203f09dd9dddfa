import { expect, it } from "vitest";
import { wallClock } from "./wall-clock";

it("writes an instant as the zone's day and time, midnight as 00", () => {
	expect(
		wallClock(Date.parse("2026-11-23T08:05:00.000Z"), "Europe/Berlin"),
	).toEqual({
		day: "2026-11-23",
		time: "09:05",
		weekday: "Mon",
	});
	expect(
		wallClock(Date.parse("2026-11-23T23:00:00.000Z"), "Europe/Berlin"),
	).toEqual({
		day: "2026-11-24",
		time: "00:00",
		weekday: "Tue",
	});
});
