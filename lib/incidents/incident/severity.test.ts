import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
	isLowEvidence,
	severityOfFailures,
	wilsonLowerBound,
} from "./severity";

const AT = new Date("2026-11-23T09:00:00Z");
/** "A-" is a success on account A, "Ax" a failure. */
const outcomes = (...codes: string[]) =>
	codes.map((code) => ({
		accountId: code[0] ?? "",
		failed: code[1] === "x",
		at: AT,
	}));

describe("severity by evidence (§4.2)", () => {
	test.each([
		[["Ax"], 3],
		[["A-", "A-", "A-", "A-", "Ax"], 3],
		[["Ax", "A-", "Ax"], 2],
		[["Ax", "Ax", "Ax"], 2],
		[["A-", "Ax", "Ax", "Ax", "Ax"], 2],
		[["Ax", "Bx", "Ax"], 1],
		[["A-", "B-", "Ax", "Bx", "Bx"], 1],
		[["Ax", "Bx", "Ax", "B-"], 2],
		[["Ax", "Bx"], 2],
	] as const)("%j is SEV%i", (codes, severity) => {
		expect(severityOfFailures(outcomes(...codes))).toBe(severity);
	});

	test.each([
		[1, 5, 4.6],
		[2, 5, 14],
		[2, 20, 3.4],
		[3, 20, 6.2],
		[5, 50, 5.0],
	])(
		"Wilson's lower bound of %i of %i is %d %%",
		(failures, attempts, percent) => {
			const bound = wilsonLowerBound(failures, attempts) ?? Number.NaN;
			expect(Math.abs(bound * 100 - percent)).toBeLessThan(0.5);
		},
	);

	test("nothing attempted has no bound, and a bound never exceeds the rate", () => {
		expect(wilsonLowerBound(0, 0)).toBeNull();
		fc.assert(
			fc.property(
				fc.integer({ min: 1, max: 500 }),
				fc.double({ min: 0, max: 1, noNaN: true }),
				(attempts, share) => {
					const failures = Math.floor(attempts * share);
					const bound = wilsonLowerBound(failures, attempts) ?? Number.NaN;
					expect(bound).toBeGreaterThanOrEqual(0);
					expect(bound).toBeLessThanOrEqual(failures / attempts + 1e-9);
				},
			),
		);
	});

	test("one failure among fewer than 20 attempts is to be confirmed", () => {
		expect(isLowEvidence(19, 1)).toBe(true);
		expect(isLowEvidence(20, 1)).toBe(false);
		expect(isLowEvidence(5, 2)).toBe(false);
	});
});
