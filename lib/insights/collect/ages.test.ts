import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DAY, HOUR, MINUTE } from "@/lib/core/time";
import { AGES } from "@/lib/insights/model";
import { dueAges } from "./ages";

const AT = new Date("2026-11-01T09:00:00Z");
const at = (ms: number) => new Date(AT.getTime() + ms);
const none = new Set<string>();

describe("the snapshot that is due", () => {
	test.each([
		[53 * MINUTE, null],
		[54 * MINUTE, "1h"],
		[66 * MINUTE, "1h"],
		[67 * MINUTE, null],
		[3 * HOUR, "3h"],
		[21.6 * HOUR, "24h"],
		[26.4 * HOUR, "24h"],
		[26.5 * HOUR, null],
		[28 * DAY, "28d"],
		[31 * DAY, null],
		[-HOUR, null],
	])("at an age of %i ms: %s", (age, due) => {
		expect(dueAges(AT, none, at(age)).due).toBe(due);
	});

	test("what is there already is not due again", () => {
		expect(dueAges(AT, new Set(["1h"]), at(HOUR)).due).toBeNull();
	});

	test("what went by is missed, never taken later under its label", () => {
		const { due, missed } = dueAges(AT, new Set(["3h"]), at(24 * HOUR));
		expect(due).toBe("24h");
		expect(missed).toEqual(["1h", "6h", "12h"]);
	});

	test("no age is ever due and missed, and due is within 10 % of its label", () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 0, max: 40 * DAY }),
				fc.subarray(AGES.map(({ label }) => label)),
				(age, have) => {
					const { due, missed } = dueAges(AT, new Set(have), at(age));
					const nominal = AGES.find(({ label }) => label === due)?.ms;
					if (due !== null && nominal !== undefined) {
						expect(missed).not.toContain(due);
						expect(Math.abs(age - nominal)).toBeLessThanOrEqual(nominal / 10);
					}
					for (const label of have) expect(missed).not.toContain(label);
				},
			),
		);
	});
});
