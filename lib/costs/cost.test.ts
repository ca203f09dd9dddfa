import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { costMicros, quantityMicros, quantityOf } from "./cost";

describe("money is integer micros", () => {
	test.each([
		["1000000", 150_000n, 1_000_000, 150_000n],
		["1", 150_000n, 1_000_000, 0n],
		["4", 125_000n, 1_000_000, 1n],
		["3", 125_000n, 1_000_000, 0n],
		["0.5", 3n, 1, 2n],
		["0.000001", 1_000_000n, 1, 1n],
		["0", 150_000n, 1, 0n],
	])("%s of a price of %s per %s costs %s", (quantity, price, per, cost) => {
		expect(costMicros(quantity, price, per)).toBe(cost);
	});

	test("a meter's number becomes a decimal of at most six places", () => {
		expect([0.1 + 0.2, 12, 0.0000004, 1.5].map(quantityOf)).toEqual([
			"0.3",
			"12",
			"0",
			"1.5",
		]);
		expect(quantityMicros("12.5")).toBe(12_500_000n);
	});

	test("the rounding error of an event is at most half a micro", () => {
		fc.assert(
			fc.property(
				fc.bigInt({ min: 0n, max: 10n ** 12n }),
				fc.bigInt({ min: 0n, max: 10n ** 9n }),
				(tokens, price) => {
					const cost = costMicros(String(tokens), price, 1_000_000);
					const exact2 = tokens * price * 2n;
					const error2 = cost * 2_000_000n - exact2;
					expect(error2 <= 1_000_000n && error2 > -1_000_001n).toBe(true);
				},
			),
		);
	});
});
