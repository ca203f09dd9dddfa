import fc from "fast-check";
import { expect, it } from "vitest";
import { addMs, MINUTE, SECOND } from "@/lib/core/time";
import {
	afterFailure,
	afterSuccess,
	decideThrottle,
	type FailedAttempts,
	FREE_ATTEMPTS,
	WINDOW_MS,
} from "./decide";

const T0 = new Date("2026-11-23T08:00:00Z");

const failures = (count: number, kind: "account" | "address" = "account") => {
	let tries: FailedAttempts | null = null;
	for (let n = 0; n < count; n++) tries = afterFailure(tries, kind, T0);
	return tries;
};

it.each([
	[0, 0],
	[4, 0],
	[5, 30],
	[6, 60],
	[7, 120],
	[10, 900],
	[40, 900],
])("after %i failures of an account the wait is %i s", (count, seconds) => {
	const verdict = decideThrottle(failures(count), T0);
	expect(verdict).toEqual(
		seconds === 0
			? { kind: "open" }
			: { kind: "blocked", retryAfterMs: seconds * SECOND },
	);
});

it("leaves an address more room than an account", () => {
	expect(decideThrottle(failures(19, "address"), T0).kind).toBe("open");
	expect(decideThrottle(failures(20, "address"), T0).kind).toBe("blocked");
});

it("opens exactly when the wait is over", () => {
	const tries = failures(5);
	expect(decideThrottle(tries, addMs(T0, 30 * SECOND - 1)).kind).toBe(
		"blocked",
	);
	expect(decideThrottle(tries, addMs(T0, 30 * SECOND)).kind).toBe("open");
});

it("forgets a window that has passed", () => {
	const later = addMs(T0, WINDOW_MS);
	expect(afterFailure(failures(9), "account", later)).toEqual({
		failures: 1,
		firstAt: later,
		blockedTo: later,
	});
});

it("gives the try back on success and never blocks because of it", () => {
	const tries = failures(5);
	if (!tries) throw new Error("no tries");
	const after = afterSuccess(tries, T0);
	expect(after.failures).toBe(4);
	expect(decideThrottle(after, T0).kind).toBe("open");
});

it("bounds the guesses of a quarter of an hour, however they are timed", () => {
	fc.assert(
		fc.property(
			fc.array(fc.integer({ min: 0, max: MINUTE }), { maxLength: 200 }),
			(pauses) => {
				let tries: FailedAttempts | null = null;
				let now = T0;
				let guesses = 0;
				for (const pause of pauses) {
					now = addMs(now, pause);
					if (now.getTime() - T0.getTime() >= WINDOW_MS) break;
					if (decideThrottle(tries, now).kind === "blocked") continue;
					tries = afterFailure(tries, "account", now);
					guesses++;
				}
				expect(guesses).toBeLessThanOrEqual(FREE_ATTEMPTS.account + 5);
			},
		),
	);
});
