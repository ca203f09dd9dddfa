import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
	canonicalUrl,
	jaccard,
	type ObservedItem,
	scoreSignals,
	stems,
} from "./score";

const NOW = new Date("2026-11-23T12:00:00Z");
const item = (over: Partial<ObservedItem>): ObservedItem => ({
	source: "desk",
	externalId: over.title ?? "x",
	title: "A title",
	url: null,
	publishedAt: "2026-11-23T10:00:00Z",
	summary: "",
	rank: 1,
	...over,
});
const titles = (items: readonly ObservedItem[], topic: string) =>
	scoreSignals(items, topic, NOW).map((signal) => signal.title);

describe("scoreSignals", () => {
	it("prefers the topic to the heat", () => {
		const items = [
			item({ title: "Football final goes to penalties", rank: 1 }),
			item({
				title: "Productive teams automate the small things with AI",
				rank: 9,
				publishedAt: "2026-11-22T10:00:00Z",
			}),
		];
		expect(titles(items, "ai productivity")[0]).toContain("AI");
	});

	it("prefers the fresh, the high-ranked and the widely carried among equals", () => {
		const topic = "ai";
		const old = item({ title: "AI one", publishedAt: "2026-11-19T10:00:00Z" });
		const fresh = item({ title: "AI two" });
		const low = item({ title: "AI three", rank: 30 });
		expect(titles([old, low, fresh], topic)).toEqual([
			"AI two",
			"AI three",
			"AI one",
		]);
		const wide = [
			item({ title: "AI model writes minutes", externalId: "1" }),
			item({
				title: "AI model writes the minutes",
				source: "wire",
				externalId: "2",
			}),
			item({ title: "AI gets cheaper", externalId: "3" }),
		];
		const [first] = scoreSignals(wide, topic, NOW);
		expect(first).toMatchObject({ externalId: "1", sources: ["desk", "wire"] });
	});

	it("counts the same page once, whatever its tracking parameters", () => {
		const items = [
			item({
				title: "Notes",
				externalId: "1",
				url: "https://www.a.example/n/?utm_source=x#top",
			}),
			item({
				title: "Other words entirely",
				externalId: "2",
				url: "http://a.example/n",
				rank: 2,
			}),
		];
		expect(scoreSignals(items, "notes", NOW)).toMatchObject([
			{ externalId: "1" },
		]);
	});

	it("gives an undated item less than a fresh one, a future one no more than a new one", () => {
		const momentum = (publishedAt: string | null) =>
			scoreSignals([item({ publishedAt })], "x", NOW)[0]?.momentum ?? 0;
		expect(momentum(null)).toBeLessThan(momentum(NOW.toISOString()));
		expect(momentum("2027-01-01T00:00:00Z")).toBe(momentum(NOW.toISOString()));
		expect(momentum("garbage")).toBe(momentum(null));
	});

	it("stays within 0 and 1 and does not depend on the order of its input", () => {
		const observed = fc.record({
			source: fc.constantFrom("a", "b", "c"),
			externalId: fc.uuid(),
			title: fc.string({ unit: "binary" }),
			url: fc.option(fc.webUrl()),
			publishedAt: fc.option(
				fc.constantFrom("2026-11-20T00:00:00Z", "nonsense"),
			),
			summary: fc.string(),
			rank: fc.integer({ min: 1, max: 50 }),
		});
		fc.assert(
			fc.property(
				fc.array(observed, { maxLength: 12 }),
				fc.string(),
				(items, topic) => {
					const scored = scoreSignals(items, topic, NOW);
					for (const { score } of scored)
						expect(score >= 0 && score <= 1).toBe(true);
					expect(
						scoreSignals([...items].reverse(), topic, NOW).map((s) => s.score),
					).toEqual(scored.map((s) => s.score));
				},
			),
		);
	});
});

describe("words and addresses", () => {
	it("lets word forms meet", () => {
		expect(stems("The team's teams, teaming")).toEqual([
			"team",
			"team",
			"team",
		]);
		expect(stems("stories story")).toEqual(["story", "story"]);
		expect(stems("AI-напоминания für Teams")).toContain("für");
	});
	it("keeps what identifies a page", () => {
		expect(canonicalUrl("https://a.example/p?id=2&utm_x=1&a=1")).toBe(
			"a.example/p?a=1&id=2",
		);
		expect(canonicalUrl("no address")).toBe("no address");
	});
	it("compares sets", () => {
		expect(jaccard(new Set("ab"), new Set("bc"))).toBeCloseTo(1 / 3);
		expect(jaccard(new Set(), new Set())).toBe(0);
	});
});
