import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Poll } from "@/lib/publishing/attempts/pre-call-snapshot";
import { type DoubtFacts, resolveDoubt } from "./decide";

const T0 = new Date("2026-11-23T10:00:00Z");
const after = (seconds: number) => new Date(T0.getTime() + seconds * 1000);
const AT = [30, 120, 300, 900];
const MATCH = [{ id: "9001", permalink: null }];
const TWO = [...MATCH, { id: "9002", permalink: null }];

const look = (n: number, change: Partial<Poll> = {}): Poll => ({
	kind: "look",
	at: after(AT[n] ?? 900),
	status: "FINISHED",
	matches: [],
	byCaption: false,
	quotaUsage: 3,
	...change,
});
const facts = (...looks: Poll[]): DoubtFacts => ({
	committedAt: T0,
	doubtedAt: T0,
	quotaBefore: 3,
	looks,
});

describe("one look", () => {
	const cases: [string, Partial<Poll>, string][] = [
		[
			"published, one match by caption",
			{ status: "PUBLISHED", matches: MATCH, byCaption: true },
			"published",
		],
		[
			"unreadable container, one match by caption",
			{ status: null, matches: MATCH, byCaption: true },
			"published",
		],
		[
			"published, one match without captions",
			{ status: "PUBLISHED", matches: MATCH },
			"look_again",
		],
		["published, nothing listed yet", { status: "PUBLISHED" }, "look_again"],
		[
			"published, two matches",
			{ status: "PUBLISHED", matches: TWO, byCaption: true },
			"look_again",
		],
		[
			"finished, but a post of our caption",
			{ matches: MATCH, byCaption: true },
			"look_again",
		],
		["finished once", {}, "look_again"],
		["expired", { status: "EXPIRED" }, "not_published"],
		["error", { status: "ERROR" }, "not_published"],
		[
			"expired, but something is there",
			{ status: "EXPIRED", matches: MATCH, byCaption: true },
			"look_again",
		],
		[
			"error, list unreadable",
			{ status: "ERROR", matches: null },
			"look_again",
		],
		["unreadable", { status: null, matches: null }, "look_again"],
	];
	test.each(cases)("%s", (_, change, kind) => {
		expect(resolveDoubt(facts(look(0, change))).kind).toBe(kind);
	});
});

describe("two looks", () => {
	const cases: [string, Partial<Poll>, Partial<Poll>, string][] = [
		["finished twice, a minute apart", {}, {}, "republish"],
		["finished twice, too close", {}, { at: after(89) }, "look_again"],
		["the quota moved", {}, { quotaUsage: 4 }, "look_again"],
		["the quota fell", {}, { quotaUsage: 2 }, "look_again"],
		["the quota is unreadable", {}, { quotaUsage: null }, "look_again"],
		["the list is unreadable", {}, { matches: null }, "look_again"],
		["something new is listed", {}, { matches: MATCH }, "look_again"],
		["not finished any more", {}, { status: "IN_PROGRESS" }, "look_again"],
		["first unreadable", { status: null }, {}, "look_again"],
		[
			"published, twice the same match",
			{ status: "PUBLISHED", matches: MATCH },
			{ status: "PUBLISHED", matches: MATCH },
			"published",
		],
		[
			"published, another match each time",
			{ status: "PUBLISHED", matches: [{ id: "9002", permalink: null }] },
			{ status: "PUBLISHED", matches: MATCH },
			"look_again",
		],
	];
	test.each(cases)("%s", (_, first, second, kind) => {
		expect(resolveDoubt(facts(look(0, first), look(1, second))).kind).toBe(
			kind,
		);
	});
});

test("it looks after 30 s, 2, 5 and 15 min, then asks a person", () => {
	const blind = (n: number) => look(n, { status: null, matches: null });
	const asked = [0, 1, 2, 3, 4].map((n) =>
		resolveDoubt(facts(...[0, 1, 2, 3].slice(0, n).map(blind))),
	);
	expect(asked).toEqual([
		{ kind: "look_again", at: after(30) },
		{ kind: "look_again", at: after(120) },
		{ kind: "look_again", at: after(300) },
		{ kind: "look_again", at: after(900) },
		{
			kind: "needs_human",
			why: "after 4 looks: container unreadable, the account's posts cannot be read",
		},
	]);
});

test("without a quota from before the call it never sends again", () => {
	const twice = facts(look(0), look(1));
	expect(resolveDoubt({ ...twice, quotaBefore: null }).kind).toBe("look_again");
});

const AnyLook = fc.record({
	status: fc.constantFrom(
		null,
		"FINISHED",
		"PUBLISHED",
		"IN_PROGRESS",
		"EXPIRED",
		"ERROR",
	),
	matches: fc.option(fc.constantFrom([], MATCH, TWO)),
	byCaption: fc.boolean(),
	quotaUsage: fc.option(fc.integer({ min: 2, max: 5 })),
});

test("whatever is seen: one match is needed to be published, none to be sent again", () => {
	fc.assert(
		fc.property(
			fc.array(AnyLook, { minLength: 1, maxLength: 4 }),
			(changes) => {
				const looks = changes.map((change, n) => look(n, change));
				const last = looks.at(-1);
				const result = resolveDoubt(facts(...looks));
				if (result.kind === "published") {
					expect(last?.matches).toHaveLength(1);
					expect(last?.status === "FINISHED").toBe(false);
				}
				if (result.kind === "republish" || result.kind === "not_published")
					expect(last?.matches).toEqual([]);
				if (result.kind === "republish") {
					expect(last?.quotaUsage).toBe(3);
					expect(
						looks.filter(({ status }) => status === "FINISHED").length,
					).toBeGreaterThanOrEqual(2);
				}
				if (looks.length === 4) expect(result.kind).not.toBe("look_again");
			},
		),
	);
});
