import { describe, expect, test } from "vitest";
import { DAILY_ITEMS, isGood, VERDICTS } from "@/lib/checklists/model";
import { decideSignOff } from "./decide";
import type { DayFacts } from "./model";

type Item = DayFacts["items"][number];
const confirmation = {
	verdict: "pass",
	note: null,
	by: "Olga",
	byId: "p",
	at: "2026-11-23T09:00:00.000Z",
	sentence: "",
} as const;
const item = (given: Partial<Item> = {}): Item => ({
	item: "queue",
	title: "Queue",
	verdict: "pass",
	sentence: "3 of 3.",
	confirmation,
	done: true,
	...given,
});
const incident = {
	number: 7,
	severity: 3,
	title: "Spike",
	owner: { id: "p", name: "Olga" },
	etaAt: "2026-11-23T12:00:00.000Z",
	etaPassed: false,
} as const;
const good: DayFacts = {
	items: DAILY_ITEMS.map((name) => item({ item: name })),
	incidents: [incident],
	summary: { kind: "delivered", at: "2026-11-23T09:00:00.000Z" },
};
const conditions = (given: Partial<DayFacts>) => {
	const decision = decideSignOff({ ...good, ...given });
	return decision.kind === "ready" ? [] : decision.by.map((b) => b.condition);
};

describe("may the day be signed off?", () => {
	test("when all three conditions hold", () => {
		expect(decideSignOff(good)).toEqual({ kind: "ready" });
	});

	test.each(VERDICTS)(
		"an item that is %s now, confirmed with a note",
		(verdict) => {
			const explained = { ...confirmation, verdict, note: "we know" };
			const done = isGood(verdict);
			const items = [item({ verdict, confirmation: explained, done })];
			expect(conditions({ items })).toEqual(done ? [] : ["checklist"]);
		},
	);

	test.each([
		["never confirmed", item({ confirmation: null, done: false })],
		[
			"confirmed while it failed, mended since",
			item({ confirmation: { ...confirmation, verdict: "fail" }, done: false }),
		],
	])("an item %s", (_, one) => {
		expect(conditions({ items: [one] })).toEqual(["checklist"]);
	});

	test.each([
		["without owner", { owner: null }],
		["without ETA", { etaAt: null }],
		["past its ETA", { etaPassed: true }],
		["mild, without owner", { severity: 4 as const, owner: null }],
	])("an incident %s", (_, given) => {
		expect(conditions({ incidents: [{ ...incident, ...given }] })).toEqual([
			"incidents",
		]);
	});

	test.each([
		{ kind: "not_posted" },
		{ kind: "waiting", why: "no team channel is set" },
		{ kind: "failed", why: "no_team" },
	] as const)("a summary that is $kind", (summary) => {
		expect(conditions({ summary })).toEqual(["summary"]);
	});

	test("everything that blocks is named, not the first alone", () => {
		expect(
			conditions({
				items: [
					item({ verdict: "fail", done: false }),
					item({ done: false, confirmation: null }),
				],
				incidents: [{ ...incident, owner: null }],
				summary: { kind: "not_posted" },
			}),
		).toEqual(["checklist", "checklist", "incidents", "summary"]);
	});
});
