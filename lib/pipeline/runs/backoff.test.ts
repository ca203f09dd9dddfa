import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { backoff, maxBackoffMs } from "./backoff";

const NOW = new Date("2026-11-23T12:00:00Z");
const waitMs = (tries: number, seed: string, atLeastMs?: number) =>
	backoff(tries, NOW, {
		seed,
		...(atLeastMs === undefined ? {} : { atLeastMs }),
	}).getTime() - NOW.getTime();

describe("backoff", () => {
	test("doubles its ceiling up to two minutes", () => {
		expect([1, 2, 3, 4, 5, 9].map(maxBackoffMs)).toEqual([
			2_000, 4_000, 8_000, 16_000, 32_000, 120_000,
		]);
	});

	test("stays within its ceiling and is the same for the same try", () => {
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 60 }), fc.uuid(), (tries, seed) => {
				const wait = waitMs(tries, seed);
				expect(wait).toBeGreaterThanOrEqual(0);
				expect(wait).toBeLessThanOrEqual(maxBackoffMs(tries));
				expect(waitMs(tries, seed)).toBe(wait);
			}),
		);
	});

	test("spreads runs over the whole span", () => {
		const waits = Array.from({ length: 400 }, (_, i) => waitMs(4, `run-${i}`));
		const below = waits.filter((wait) => wait < 8_000).length;
		expect(below).toBeGreaterThan(150);
		expect(below).toBeLessThan(250);
	});

	test("waits at least as long as it was asked to", () => {
		expect(waitMs(1, "x", 90_000)).toBe(90_000);
	});
});
