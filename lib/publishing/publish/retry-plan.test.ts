import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DAY, HOUR, MINUTE, SECOND } from "@/lib/core/time";
import { silence } from "@/lib/publishing/attempts/response";
import {
	ATTEMPT_STEPS,
	MAX_PUBLISH_ATTEMPTS,
	type PublishFailure,
	planAfter,
	pollDelayMs,
	type RetryVerdict,
} from "./retry-plan";

const NOW = new Date("2026-11-23T10:00:00Z");
const failure = (
	verdict: Partial<RetryVerdict> & Pick<RetryVerdict, "class">,
	change: Partial<PublishFailure> = {},
): PublishFailure => ({
	step: "publish",
	verdict: { meaning: "it failed", maxRetries: null, ...verdict },
	response: silence("it failed", verdict.class),
	regainMinutes: null,
	tokenFault: false,
	...change,
});
const inMs = (at: Date) => at.getTime() - NOW.getTime();

describe("by class", () => {
	test("permanent fails at once", () => {
		expect(planAfter(failure({ class: "permanent" }), 0, NOW)).toEqual({
			kind: "fail",
			breaker: null,
		});
	});

	test("transient waits longer each time, with its container, and fails at last", () => {
		const plans = Array.from({ length: MAX_PUBLISH_ATTEMPTS }, (_, tries) =>
			planAfter(failure({ class: "transient" }), tries, NOW),
		);
		expect(
			plans.map((plan) => (plan.kind === "retry" ? inMs(plan.at) : plan.kind)),
		).toEqual([30 * SECOND, 2 * MINUTE, 5 * MINUTE, 15 * MINUTE, "fail"]);
		expect(plans[0]).toMatchObject({ keepContainer: true, counts: true });
	});

	test("a verdict's own retries come first, then what it becomes", () => {
		const once = { class: "new_container", maxRetries: 1 } as const;
		expect(planAfter(failure(once), 0, NOW)).toMatchObject({
			kind: "retry",
			keepContainer: false,
		});
		expect(planAfter(failure(once), 1, NOW)).toMatchObject({ kind: "fail" });
		const twice = {
			class: "transient",
			maxRetries: 2,
			afterRetries: "new_container",
		} as const;
		expect(planAfter(failure(twice), 2, NOW)).toMatchObject({
			kind: "retry",
			keepContainer: false,
		});
	});

	test("wait stops the account's calls, uses up no try, and honours the platform's minutes", () => {
		const plan = planAfter(
			failure({ class: "wait" }),
			MAX_PUBLISH_ATTEMPTS,
			NOW,
		);
		expect(plan).toMatchObject({
			kind: "retry",
			counts: false,
			keepContainer: true,
			breaker: { forMs: HOUR },
		});
		const told = (regainMinutes: number) =>
			planAfter(failure({ class: "wait" }, { regainMinutes }), 0, NOW).breaker
				?.forMs;
		expect([told(19), told(1)]).toEqual([19 * MINUTE, 5 * MINUTE]);
	});

	test("account stops the account's calls and tries again when they are allowed", () => {
		const plan = planAfter(failure({ class: "account" }), 0, NOW);
		expect(plan).toMatchObject({ kind: "retry", breaker: { forMs: HOUR } });
		expect(plan.kind === "retry" && inMs(plan.at)).toBe(HOUR);
	});

	test("an ambiguous answer to the call is in doubt, with its breaker", () => {
		const spam = { class: "ambiguous", circuitBreakMs: DAY } as const;
		expect(planAfter(failure(spam), 0, NOW)).toMatchObject({
			kind: "unknown",
			breaker: { forMs: DAY },
		});
	});
});

test("whatever happens: only the call can be in doubt, and an ambiguous call always is", () => {
	const Any = fc.record({
		verdict: fc.record({
			class: fc.constantFrom(
				"permanent" as const,
				"transient" as const,
				"new_container" as const,
				"wait" as const,
				"account" as const,
				"ambiguous" as const,
				"not_ready" as const,
			),
			maxRetries: fc.option(fc.nat(5)),
		}),
		step: fc.constantFrom(...ATTEMPT_STEPS),
		tries: fc.nat(8),
	});
	fc.assert(
		fc.property(Any, ({ verdict, step, tries }) => {
			const plan = planAfter(failure(verdict, { step }), tries, NOW);
			const doubt = verdict.class === "ambiguous" && step === "publish";
			expect(plan.kind === "unknown").toBe(doubt);
			if (plan.kind === "retry") expect(plan.at > NOW).toBe(true);
		}),
	);
});

test("polling: 1, 2, 3, 5, 10, 20 s, then the post is put aside", () => {
	const delays: (number | null)[] = [];
	let waited = 0;
	for (let looks = 0; looks < 8; looks++) {
		const delay = pollDelayMs(looks, waited);
		delays.push(delay);
		if (delay === null) break;
		waited += delay;
	}
	expect(delays).toEqual([1000, 2000, 3000, 5000, 10_000, 20_000, null]);
});
