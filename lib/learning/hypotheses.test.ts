import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addMs, DAY, HOUR } from "@/lib/core/time";
import { type BacklogFacts, decideBacklog, MAX_PROPOSED } from "./hypotheses";
import type { EvidenceSignal } from "./model";

const NOW = new Date("2026-11-23T12:00:00Z");

let count = 0;
const signal = (
	title: string,
	over: Partial<EvidenceSignal> = {},
): EvidenceSignal => ({
	signalId: `s${++count}`,
	title,
	url: null,
	source: "Desk",
	score: 500,
	momentum: 400,
	observedAt: addMs(NOW, -HOUR).toISOString(),
	...over,
});

const decide = (
	signals: readonly EvidenceSignal[],
	over: Partial<BacklogFacts> = {},
) =>
	decideBacklog({ signals, niche: "", taken: [], backlog: [], ...over }, NOW);

const topics = (...given: Parameters<typeof decide>): string[] =>
	decide(...given).add.map(({ topic }) => topic);

const MEETINGS = [
	signal("Why walking meetings save the afternoon", { momentum: 800 }),
	signal("Walking meetings: what a lab found", {
		source: "Lab",
		momentum: 440,
	}),
	signal("A quiet desk", { source: "Lab" }),
];

const known = (topic: string, status: "proposed" | "kept" | "dropped") => ({
	id: `h-${topic}`,
	topic,
	status,
	seenAt: addMs(NOW, -DAY),
});

describe("a topic is proposed", () => {
	test("when two signals share it, as the longest phrase, saying what was seen and no more", () => {
		expect(decide(MEETINGS, { niche: "office work" }).add).toEqual([
			{
				topic: "walking meetings",
				statement:
					"Posts about “walking meetings” may reach people who follow office work: it appeared in 2 signals from 2 sources in the last 7 days, mean momentum 0.62 of 1.",
				evidence: MEETINGS.slice(0, 2),
				seenAt: addMs(NOW, -HOUR),
			},
		]);
	});

	test.each([
		["one signal alone", [signal("Walking meetings")]],
		[
			"a story that its source tells twice",
			[signal("Walking meetings"), signal("walking MEETINGS!")],
		],
		[
			"words that name nothing",
			[signal("The best of 2026"), signal("Best 2026 now")],
		],
		[
			"what was seen over a week ago",
			MEETINGS.map((one) => ({
				...one,
				observedAt: addMs(NOW, -8 * DAY).toISOString(),
			})),
		],
		["no title", [signal(""), signal(" "), signal("🔥🔥"), signal("🔥 !")]],
	])("but not for %s", (_, signals) => {
		expect(topics(signals)).toEqual([]);
	});

	test.each([
		["the niche itself", { niche: "Walking meetings at work" }],
		["what a run took up", { taken: ["Walking meetings"] }],
		["what is proposed", { backlog: [known("walking meetings", "proposed")] }],
		["what was dropped", { backlog: [known("walking meetings", "dropped")] }],
		[
			"a part of what was kept",
			{ backlog: [known("long walking meetings", "kept")] },
		],
	] satisfies [string, Partial<BacklogFacts>][])("but not %s", (_, over) => {
		expect(topics(MEETINGS, over)).toEqual([]);
	});

	test("in any script; a word that is in most titles tells none apart", () => {
		expect(
			topics([
				signal("القهوة الباردة في الصيف"),
				signal("كيف تصنع القهوة الباردة"),
			]),
		).toEqual(["القهوة الباردة"]);
		expect(
			topics([signal("☕️ Kältebrühe — neu"), signal("Kältebrühe 🇩🇪")]),
		).toEqual(["kältebrühe"]);
		const many = Array.from({ length: 8 }, (_, n) =>
			signal(`Gadget ${"abcdefgh"[n]?.repeat(4)}`),
		);
		expect(topics(many)).toEqual([]);
	});

	test("ahead of others when it is about the niche", () => {
		const signals = [
			signal("Cold brew in cans"),
			signal("Cold brew at home"),
			signal("Oat milk foam for coffee"),
			signal("Coffee with oat milk"),
		];
		expect(topics(signals)[0]).toBe("cold brew");
		expect(topics(signals, { niche: "coffee" })[0]).toBe("oat milk");
	});
});

describe("a topic is seen again", () => {
	test.each(["proposed", "kept"] as const)(
		"when it is %s and newer signals show it",
		(status) => {
			const row = known("walking meetings", status);
			const { add, seen } = decide(MEETINGS, { backlog: [row] });
			expect(add).toEqual([]);
			expect(seen).toMatchObject([
				{ id: row.id, topic: row.topic, seenAt: addMs(NOW, -HOUR) },
			]);
		},
	);

	test("but not when it was dropped, nor by the same signals", () => {
		const row = known("walking meetings", "kept");
		const backlog = [{ ...row, seenAt: addMs(NOW, -HOUR) }];
		expect(decide(MEETINGS, { backlog }).seen).toEqual([]);
		const dropped = [known("walking meetings", "dropped")];
		expect(decide(MEETINGS, { backlog: dropped }).seen).toEqual([]);
	});
});

const word = fc.constantFrom(
	..."coffee Coffees brew cold the of ☕️ 🇩🇪 קפה قهوة 咖啡 AI it's İstanbul ﬁlter 2026 — - ' ’s e\u0301clair \u202eabc".split(
		" ",
	),
);
const title = fc.oneof(
	fc.array(word, { maxLength: 7 }).map((words) => words.join(" ")),
	fc.string({ unit: "grapheme", maxLength: 40 }),
);
const anySignal = fc.record({
	title,
	source: fc.constantFrom("a", "b"),
	momentum: fc.integer({ min: 0, max: 1000 }),
	hoursAgo: fc.integer({ min: 0, max: 9 * 24 }),
});

test("whatever the titles are: few, each with evidence; the order of signals is nothing, and a second refresh changes nothing", () => {
	fc.assert(
		fc.property(
			fc.array(anySignal, { maxLength: 24 }),
			title,
			(given, niche) => {
				const signals = given.map(({ hoursAgo, ...one }, n) =>
					signal(one.title, {
						...one,
						signalId: `p${n}`,
						observedAt: addMs(NOW, -hoursAgo * HOUR).toISOString(),
					}),
				);
				const change = decide(signals, { niche });
				expect(decide([...signals].reverse(), { niche })).toEqual(change);
				expect(change.add.length).toBeLessThanOrEqual(MAX_PROPOSED);
				expect(new Set(change.add.map(({ topic }) => topic)).size).toBe(
					change.add.length,
				);
				for (const { topic, evidence, seenAt } of change.add) {
					expect(topic.trim()).not.toBe("");
					expect(evidence.length).toBeGreaterThanOrEqual(2);
					expect(seenAt.getTime()).toBeLessThanOrEqual(NOW.getTime());
				}
				const backlog = change.add.map(({ topic, seenAt }) => ({
					id: topic,
					topic,
					seenAt,
					status: "proposed" as const,
				}));
				expect(decide(signals, { niche, backlog })).toEqual({
					add: [],
					seen: [],
				});
			},
		),
		{ numRuns: 500 },
	);
});
