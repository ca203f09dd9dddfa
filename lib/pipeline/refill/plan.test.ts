import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { planRefill, type RefillFacts } from "./plan";

const AT = (hour: number) => new Date(Date.UTC(2026, 10, 23, hour));
const facts = (over: Partial<RefillFacts>): RefillFacts => ({
	accountId: "a",
	empty: [AT(9), AT(13), AT(18)],
	runs: [],
	topics: [],
	niche: "ai productivity",
	...over,
});

describe("planRefill", () => {
	test("gives the best topics to the first slots and the niche to the rest", () => {
		const { start: plan } = planRefill(
			facts({ topics: ["Notes", "notes ", "Meetings"] }),
		);
		expect(plan.map(({ topic }) => topic)).toEqual([
			"Notes",
			"Meetings",
			"ai productivity",
		]);
	});

	test("leaves a slot alone while its run is under way, and tries again once it ended without a post", () => {
		const { start: plan, underWay } = planRefill(
			facts({
				runs: [
					{ id: "w", slotAt: AT(9), state: "waiting" },
					{ id: "f", slotAt: AT(13), state: "failed" },
					{ id: "s", slotAt: AT(13), state: "succeeded" },
				],
			}),
		);
		expect(underWay).toEqual(["w"]);
		expect(plan.map(({ slotAt, dedupeKey }) => [slotAt, dedupeKey])).toEqual([
			[AT(13), `slot:a:${AT(13).toISOString()}:2`],
			[AT(18), `slot:a:${AT(18).toISOString()}:0`],
		]);
	});

	test("starts nothing without anything to write about, and says for how many slots", () => {
		expect(planRefill(facts({ niche: " " }))).toEqual({
			start: [],
			underWay: [],
			topicless: 3,
		});
		const one = planRefill(facts({ niche: "", topics: ["Notes"] }));
		expect(one).toMatchObject({ start: [{ topic: "Notes" }], topicless: 2 });
	});

	test("starts at most one run a slot, and none after all of them were started", () => {
		const hours = fc.uniqueArray(fc.nat(23), { maxLength: 8 });
		fc.assert(
			fc.property(hours, fc.array(fc.string()), (slots, topics) => {
				const of = facts({ empty: slots.map(AT), topics });
				const { start: plan } = planRefill(of);
				expect(new Set(plan.map(({ dedupeKey }) => dedupeKey)).size).toBe(
					plan.length,
				);
				const runs = plan.map(({ slotAt, dedupeKey: id }) => ({
					id,
					slotAt,
					state: "queued" as const,
				}));
				const { start: again } = planRefill({ ...of, runs });
				expect(
					again.filter(({ slotAt }) =>
						plan.some((r) => r.slotAt.getTime() === slotAt.getTime()),
					),
				).toEqual([]);
			}),
		);
	});
});
