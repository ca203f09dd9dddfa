import { describe, expect, test } from "vitest";
import { addMs, DAY, HOUR, MINUTE } from "@/lib/core/time";
import { AGES } from "@/lib/insights/model";
import { askAgainAt, keptFault } from "./waiting";

const NOW = new Date("2026-11-23T12:00:00Z");
const emptyAt = (ageMs: number, raw: unknown = { data: [] }) => ({
	postId: "p",
	ageLabel: "1h",
	ageSeconds: ageMs / 1000,
	collectedAt: NOW,
	raw,
});
const ofPost = { fault: "gone (100)", stop: false };
const ofAccount = { fault: "no such token (190)", stop: true };

describe("a post whose answer held nothing", () => {
	test.each([
		["an hour old", emptyAt(HOUR), 5 * MINUTE],
		["a day old", emptyAt(DAY), 72 * MINUTE],
		["28 days old", emptyAt(28 * DAY), 1.4 * DAY],
		["28 days old and gone", emptyAt(28 * DAY, ofPost), 1.4 * DAY],
		["met by a dead token", emptyAt(28 * DAY, ofAccount), 5 * MINUTE],
	])("%s is asked for again after a while", (_, empty, waitMs) => {
		expect(askAgainAt(empty)).toEqual(addMs(NOW, waitMs));
	});

	test.each(AGES)("is asked for at most five times at $label", ({ ms }) => {
		let [age, asked] = [ms * 0.9, 0];
		while (age <= ms * 1.1) {
			asked += 1;
			age += askAgainAt(emptyAt(age)).getTime() - NOW.getTime();
		}
		expect(asked).toBeGreaterThan(1);
		expect(asked).toBeLessThanOrEqual(5);
	});

	test("says why only where the answer was a fault", () => {
		expect(keptFault(ofPost)).toEqual(ofPost);
		expect(keptFault({ data: [] })).toBeNull();
		expect(keptFault([])).toBeNull();
	});
});
