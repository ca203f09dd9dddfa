import { expect, test } from "vitest";
import { decideWeekly, type WeeklyFacts } from "./items-weekly";

const NOW = new Date("2026-11-23T12:00:00Z");

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
		lastDecision: null,
	},
	sources: [{ name: "news", health: "healthy" }],
	backlog: { refreshedAt: "2026-11-16T12:00:00.000Z", proposed: 3, kept: 1 },
	flags: 0,
	costs: {
		totals: [{ currency: "EUR", costMicros: 1_230_000 }],
		bySku: [{}],
		unpriced: 0,
	},
};

const verdicts = (change: Partial<WeeklyFacts>) =>
	Object.fromEntries(
		decideWeekly({ ...facts, ...change }, NOW).map(({ item, verdict }) => [
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
	expect(decideWeekly(facts, NOW).at(-1)?.sentence).toBe(
		"The week cost 1.23 EUR.",
	);
	expect(decideWeekly(facts, NOW)[0]?.sentence).toContain("saves 12 after —");
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
	const item = decideWeekly({ ...facts, sources }, NOW)[3];
	expect(item?.verdict).toBe("fail");
	expect(item?.sentence).toContain("1 of 2 sources do not deliver: blog");
});

test.each([
	["never", null, "The backlog was never refreshed."],
	[
		"over a week ago",
		"2026-11-16T11:59:59.999Z",
		"last refreshed on 2026-11-16, over 7 days ago.",
	],
])(
	"a backlog that was refreshed %s is stale, unless the sources are worse",
	(_, refreshedAt, says) => {
		const backlog = { refreshedAt, proposed: 3, kept: 1 };
		const item = decideWeekly({ ...facts, backlog }, NOW)[3];
		expect(item?.verdict).toBe("stale");
		expect(item?.sentence).toContain(says);
		const sources = [{ name: "blog", health: "failing" }];
		expect(verdicts({ backlog, sources }).sources).toBe("fail");
	},
);

test("a backlog of this week says what waits", () => {
	expect(decideWeekly(facts, NOW)[3]?.sentence).toBe(
		"All 1 sources delivered within a day. Hypotheses: 3 wait for a verdict, 1 kept.",
	);
});
