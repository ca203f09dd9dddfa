import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addMs, DAY } from "@/lib/core/time";
import { type Observation, rankTemplates } from "./rank";

const START = new Date("2026-10-01T12:00:00Z");

/** `n` posts of a template, one every two days, around a reach. */
const posts = (
	template: string,
	reach: number,
	n = 10,
	accountId = "a",
): Observation[] =>
	Array.from({ length: n }, (_, index) => ({
		template,
		accountId,
		publishedAt: addMs(START, index * 2 * DAY),
		// Spread by a tenth up and down, so that there is a variance.
		reach: Math.round(reach * (index % 2 === 0 ? 1.1 : 0.9)),
	}));

const FIVE = [
	...posts("great@1", 5000),
	...posts("good@1", 1050),
	...posts("plain@1", 1000),
	...posts("dull@1", 950),
	...posts("bad@1", 150),
];

describe("a ranking", () => {
	test("promotes the top fifth and retires the bottom one when the data are clear", () => {
		const ranking = rankTemplates(FIVE);
		expect(ranking).toMatchObject({
			promote: ["great@1"],
			retire: ["bad@1"],
			why: null,
		});
		expect(ranking.templates.map(({ template }) => template)).toEqual([
			"great@1",
			"good@1",
			"plain@1",
			"dull@1",
			"bad@1",
		]);
		expect(ranking.templates[0]).toMatchObject({ n: 10, spanDays: 18 });
	});

	test.each([
		["no posts at all", [], "not enough data: 0 of the 5"],
		["four templates", FIVE.slice(0, 40), "not enough data: 4 of the 5"],
		[
			"seven posts of one of five",
			[...FIVE.slice(0, 40), ...posts("bad@1", 150, 7)],
			"not enough data: 4 of the 5",
		],
		[
			"five templates that do the same",
			["a", "b", "c", "d", "e"].flatMap((name) => posts(name, 1000)),
			"no evidence that the templates differ",
		],
	])("does nothing with %s", (_, observations, why) => {
		const ranking = rankTemplates(observations);
		expect(ranking).toMatchObject({ promote: [], retire: [] });
		expect(ranking.why).toContain(why);
	});

	test("compares within the account: a big account does not make a template good", () => {
		const big = ["a", "b", "c", "d", "e"].flatMap((name) => [
			...posts(name, 1000, 10, "small"),
			...posts(name, 50_000, name === "a" ? 20 : 10, "big"),
		]);
		expect(rankTemplates(big).promote).toEqual([]);
	});

	test("never both promotes and retires one, and never more than a fifth", () => {
		const observation = fc.record({
			template: fc.constantFrom("a", "b", "c", "d", "e", "f", "g"),
			accountId: fc.constantFrom("x", "y"),
			publishedAt: fc
				.integer({ min: 0, max: 60 })
				.map((days) => addMs(START, days * DAY)),
			reach: fc.integer({ min: 0, max: 1_000_000 }),
		});
		fc.assert(
			fc.property(fc.array(observation, { maxLength: 120 }), (list) => {
				const { templates, promote, retire, why } = rankTemplates(list);
				const eligible = templates.filter((one) => one.eligible).length;
				expect(promote.filter((one) => retire.includes(one))).toEqual([]);
				expect(promote.length).toBeLessThanOrEqual(Math.floor(eligible / 5));
				expect(retire.length).toBeLessThanOrEqual(Math.floor(eligible / 5));
				expect(why === null).toBe(promote.length + retire.length > 0);
				for (const { low, effect, high } of templates) {
					expect(low).toBeLessThanOrEqual(effect);
					expect(high).toBeGreaterThanOrEqual(effect);
				}
			}),
			{ numRuns: 300 },
		);
	});
});
