import { expect, test } from "vitest";
import { median } from "@/lib/core/median";
import { normalBelow, squares } from "./statistics";

test.each([
	[0, 0.5],
	[1, 0.8413447],
	[-1, 0.1586553],
	[1.2815516, 0.9],
	[1.959964, 0.975],
	[-3, 0.0013499],
])("P(Z ≤ %d) = %d", (z, p) => {
	expect(normalBelow(z)).toBeCloseTo(p, 6);
});

test("the median of an even number is between the two in the middle", () => {
	expect(median([9, 1, 3])).toBe(3);
	expect(median([4, 1, 3, 9])).toBe(3.5);
});

test("squares are around the mean", () => {
	expect(squares([1, 2, 3])).toBe(2);
});
