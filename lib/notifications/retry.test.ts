import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { SECOND } from "@/lib/core/time";
import { decideDelivery, nextDeliveryAt } from "./retry";

const NOW = new Date("2026-11-23T09:00:00Z");
const later = (seconds: number) => new Date(NOW.getTime() + seconds * SECOND);
const facts = { tries: 1, proven: false, lastError: null };

describe("what follows from the channel's answer", () => {
	test("an accepted message is delivered", () => {
		expect(decideDelivery({ kind: "accepted" }, facts, NOW)).toEqual({
			kind: "delivered",
		});
	});

	test.each([
		[false, null, "disable"],
		[true, null, "disable"],
		[true, "the channel cannot be reached", "disable"],
		[false, "no_team", "disable"],
		[true, "no_team", "give_up"],
	] as const)(
		"a refusal (proven %s, before: %s) means %s",
		(proven, lastError, kind) => {
			const outcome = { kind: "refused", why: "no_team" } as const;
			expect(
				decideDelivery(outcome, { tries: 2, proven, lastError }, NOW),
			).toEqual({ kind, why: "no_team" });
		},
	);

	test("429 pauses the whole channel as long as it asks, a second at least", () => {
		const outcome = (retryAfterMs: number) =>
			({ kind: "failed", retryAfterMs, why: "429" }) as const;
		expect(decideDelivery(outcome(30_000), facts, NOW)).toEqual({
			kind: "pause",
			dueAt: later(30),
			why: "429",
		});
		expect(decideDelivery(outcome(0), facts, NOW)).toMatchObject({
			dueAt: later(1),
		});
	});

	test("a failure waits 5 s, doubling, at most 15 minutes", () => {
		const waits = [1, 2, 3, 8, 9, 500].map(
			(tries) =>
				(nextDeliveryAt(tries, NOW).getTime() - NOW.getTime()) / SECOND,
		);
		expect(waits).toEqual([5, 10, 20, 640, 900, 900]);
	});

	test("no failure is ever final and no wait goes back in time", () => {
		fc.assert(
			fc.property(fc.integer({ min: 0, max: 10_000 }), (tries) => {
				const decision = decideDelivery(
					{ kind: "failed", why: "503", retryAfterMs: null },
					{ tries, proven: true, lastError: null },
					NOW,
				);
				expect(decision.kind).toBe("later");
				expect(nextDeliveryAt(tries, NOW) > NOW).toBe(true);
			}),
		);
	});
});
