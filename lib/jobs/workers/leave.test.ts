import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { leaveAfter } from "./leave";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("a worker leaves when its work has stopped", async () => {
	const exit = vi.fn();
	leaveAfter(Promise.resolve(), exit);
	await vi.advanceTimersByTimeAsync(0);
	expect(exit).toHaveBeenCalled();
});

test("and within 8 s when it does not stop", async () => {
	const exit = vi.fn();
	leaveAfter(new Promise(() => {}), exit);
	await vi.advanceTimersByTimeAsync(7_000);
	expect(exit).not.toHaveBeenCalled();
	await vi.advanceTimersByTimeAsync(1_000);
	expect(exit).toHaveBeenCalled();
});
