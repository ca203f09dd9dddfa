import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { instantAt, localTimeExists } from "@/lib/core/time";
import { instantOfLocal } from "@/lib/core/wall-clock";
import { judgeSpan, type SpanChoice } from "./span";

const zone = "Europe/Berlin";
const now = Date.parse("2026-03-28T12:00:00Z");
const judge = (change: Partial<SpanChoice>, at = now) =>
	judgeSpan({ start: null, end: { minutes: 240 }, zone, ...change }, at);

describe("a wall-clock time in a zone", () => {
	const zones = [zone, "America/New_York", "Australia/Lord_Howe", "UTC"];
	const days = { min: Date.UTC(2020, 0, 1), max: Date.UTC(2035, 0, 1) };
	test("means what the server takes it for, gaps included", () => {
		fc.assert(
			fc.property(fc.integer(days), fc.constantFrom(...zones), (ms, place) => {
				const local = new Date(ms).toISOString().slice(0, 16);
				const [day = "", time = ""] = local.split("T");
				const exists = localTimeExists(day, time, place);
				const said = instantAt(day, time, place).getTime();
				expect(instantOfLocal(local, place)).toBe(exists ? said : "gap");
			}),
		);
	});

	test.each([
		["2026-03-29T02:30", "gap"],
		["2026-03-29T03:00", Date.parse("2026-03-29T01:00:00Z")],
		["2026-10-25T02:30", Date.parse("2026-10-25T00:30:00Z")],
		["", null],
	])("%s in Berlin", (local, said) => {
		expect(instantOfLocal(local, zone)).toBe(said);
	});
});

describe("the span of a window that is being requested", () => {
	test("from now, for so long", () => {
		expect(judge({})).toEqual({
			opensAt: "2026-03-28T12:00:00.000Z",
			closesAt: "2026-03-28T16:00:00.000Z",
			faults: {},
			notes: [],
		});
	});

	test.each([
		["in the past", "2026-03-28T12:00", "cannot open in the past"],
		["in a DST gap", "2026-03-29T02:30", "this time does not exist"],
		["too far ahead", "2026-04-12T12:00", "at most 14 days ahead"],
	])("a start %s is refused early", (_, start, said) => {
		expect(judge({ start }).faults.start).toContain(said);
		expect(judge({ start }).closesAt).toBeNull();
	});

	test.each([
		["before it begins", "2026-03-28T12:59", "end before it begins"],
		["as it begins", "2026-03-28T13:00", "end before it begins"],
		["after more than 12 hours", "2026-03-29T03:01", "at most 12 hours"],
		["in a DST gap", "2026-03-29T02:30", "this time does not exist"],
	])("an end %s is refused early", (_, local, said) => {
		const start = "2026-03-28T13:00";
		const { faults } = judge({ start, end: { local } });
		expect(faults.end).toContain(said);
	});

	test("a start a minute ago is now; an empty field is no fault", () => {
		const at = now + 30_000;
		expect(judge({ start: "2026-03-28T13:00" }, at).opensAt).toBe(
			new Date(at).toISOString(),
		);
		expect(judge({ start: "" }).faults).toEqual({});
	});

	test("across a DST change the true end shows", () => {
		const { closesAt, notes } = judge({ start: "2026-03-29T00:00" });
		expect(closesAt).toBe("2026-03-29T03:00:00.000Z");
		expect(notes).toContain(
			"The clocks change in between: it lasts 4 h and ends at 05:00.",
		);
		const until = judge({
			start: "2026-03-29T00:00",
			end: { local: "2026-03-29T04:00" },
		});
		expect(until.closesAt).toBe("2026-03-29T02:00:00.000Z");
	});

	test("more than 12 hours ahead it says from when it can be granted", () => {
		expect(judge({ start: "2026-03-29T09:00" }).notes).toEqual([
			"It can be granted from 28 Mar 2026, 20:00 on, 12 hours before it opens.",
		]);
	});
});
