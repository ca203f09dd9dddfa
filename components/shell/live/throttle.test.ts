import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { makeThrottle } from "./throttle";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("a burst runs at once and once more, a later request at once", () => {
	let runs = 0;
	const throttle = makeThrottle(() => {
		runs += 1;
	}, 2_000);
	for (let ask = 0; ask < 20; ask += 1) throttle.ask();
	expect(runs).toBe(1);
	vi.advanceTimersByTime(2_000);
	expect(runs).toBe(2);
	vi.advanceTimersByTime(10_000);
	expect(runs).toBe(2);
	throttle.ask();
	expect(runs).toBe(3);
});

test("cancelled, nothing follows", () => {
	let runs = 0;
	const throttle = makeThrottle(() => {
		runs += 1;
	}, 2_000);
	throttle.ask();
	throttle.ask();
	throttle.cancel();
	vi.advanceTimersByTime(10_000);
	expect(runs).toBe(1);
});
