import { expect, test } from "vitest";
import { decideWeekly, type WeeklyFacts } from "@/lib/checklists/items-weekly";

const facts: WeeklyFacts = {
	week: {
		metrics: [{ metric: "saves", now: 12, before: null }],
		formats: [],
		daysNow: 7,
		daysBefore: 7,
	},
	ranking: {
		templates: [],
		promote: [],
		retire: ["tips@1"],
		why: null,
		posts: 40,
		postsWithout: 0,
	},
	sources: [{ name: "news", health: "healthy" }],
	flags: 0,
	costs: {
		totals: [{ currency: "EUR", costMicros: 1_230_000 }],
		bySku: [{}],
		unpriced: 0,
	},
};

const verdicts = (change: Partial<WeeklyFacts>) =>
	Object.fromEntries(
		decideWeekly({ ...facts, ...change }).map(({ item, verdict }) => [
			item,
			verdict,
		]),
	);

test("six items, each with what its data says", () => {
	expect(verdicts({})).toEqual({
		formats: "pass",
		retire: "fail",
		promote: "pass",
		sources: "pass",
		moderation: "pass",
		costs: "pass",
	});
	expect(decideWeekly(facts).at(-1)?.sentence).toBe("The week cost 1.23 EUR.");
	expect(decideWeekly(facts)[0]?.sentence).toContain("saves 12 after —");
});

test("what is not known is never a pass", () => {
	expect(
		verdicts({
			week: { ...facts.week, daysBefore: 6 },
			ranking: { ...facts.ranking, why: "3 of 8 posts" },
			sources: [{ name: "news", health: "off" }],
			flags: 2,
			costs: { ...facts.costs, unpriced: 1 },
		}),
	).toEqual({
		formats: "unknown",
		retire: "unknown",
		promote: "unknown",
		sources: "unknown",
		moderation: "unknown",
		costs: "unknown",
	});
	expect(
		verdicts({ costs: { totals: [], bySku: [], unpriced: 0 } }).costs,
	).toBe("unknown");
});

test("a source that does not deliver fails by name", () => {
	const sources = [
		{ name: "news", health: "healthy" },
		{ name: "blog", health: "failing" },
	];
	const item = decideWeekly({ ...facts, sources })[3];
	expect(item?.verdict).toBe("fail");
	expect(item?.sentence).toContain("1 of 2 sources do not deliver: blog");
});
