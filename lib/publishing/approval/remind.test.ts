import fc from "fast-check";
import { expect, test } from "vitest";
import { addMs, HOUR, MINUTE } from "@/lib/core/time";
import { type Awaiting, describeReminder, dueReminder } from "./remind";

const SLOT = new Date("2026-11-23T18:00:00Z");
const before = (ms: number) => addMs(SLOT, -ms);
const awaiting = (change: Partial<Awaiting> = {}): Awaiting => ({
	postId: "p",
	title: "Bread",
	state: "queued",
	slotAt: SLOT,
	heldWhy: [],
	approval: {
		kind: "none",
		by: null,
		byName: null,
		decidedAt: null,
		validUntil: null,
		digest: null,
		fault: "no_approval",
		beforeHold: false,
		sentence: "the post is not approved",
	},
	editors: [],
	sent: [],
	...change,
});

test("it is due from 2 h before the slot, again from 30 min, and not once the slot has come", () => {
	expect(dueReminder(awaiting(), before(2 * HOUR + 1))).toBeNull();
	const first = dueReminder(awaiting(), before(2 * HOUR));
	const second = dueReminder(awaiting(), before(30 * MINUTE));
	expect(first?.why).toBe("the post is not approved");
	expect(second?.key).not.toBe(first?.key);
	expect(dueReminder(awaiting(), before(31 * MINUTE))?.key).toBe(first?.key);
	expect(dueReminder(awaiting(), SLOT)).toBeNull();
});

const held = (...kinds: Awaiting["heldWhy"][number]["kind"][]) =>
	awaiting({
		state: "held",
		heldWhy: kinds.map((kind) => ({ kind, sentence: kind })),
	});

test.each([
	["moderation held it", held("moderation"), true],
	["a policy hold held it", held("policy_hold"), true],
	["a person held it", held("person"), false],
	["a halt and moderation held it", held("halt", "moderation"), false],
	["it is in a worker's hands", awaiting({ state: "claimed" }), false],
	[
		"it is approved",
		awaiting({ approval: { ...awaiting().approval, sentence: null } }),
		false,
	],
])("%s", (_, post, isDue) => {
	expect(dueReminder(post, before(HOUR)) !== null).toBe(isDue);
});

test("however often it is looked at, a post is told of at most twice, and again for another decision or slot", () => {
	const looks = fc.array(fc.integer({ min: -10, max: 200 }), { maxLength: 40 });
	fc.assert(
		fc.property(looks, (minutes) => {
			const sent: string[] = [];
			for (const left of minutes.toSorted((a, b) => b - a)) {
				const due = dueReminder(awaiting({ sent }), before(left * MINUTE));
				if (due) sent.push(due.key);
			}
			const inTime = minutes.filter((left) => left > 0);
			const expected =
				(inTime.some((left) => left > 30 && left <= 120) ? 1 : 0) +
				(inTime.some((left) => left <= 30) ? 1 : 0);
			expect(sent).toHaveLength(expected);

			const again = {
				...awaiting().approval,
				decidedAt: before(3 * HOUR).toISOString(),
				sentence: "the post changed after it was approved",
			};
			const stale = awaiting({ sent, approval: again });
			expect(dueReminder(stale, before(20 * MINUTE))).not.toBeNull();
			const moved = awaiting({ sent, slotAt: addMs(SLOT, MINUTE) });
			expect(dueReminder(moved, before(20 * MINUTE))).not.toBeNull();
		}),
	);
});

const ada = { id: "ada", name: "Ada" };
const bo = { id: "bo", name: "Bo" };
const account = { id: "a1", handle: "acme", timeZone: "Europe/Berlin" };
const reminder = {
	postId: "p",
	title: "Bread",
	slotAt: SLOT,
	why: "the post is not approved",
	editors: ["ada", "gone"],
	key: "k",
};

test("the message says the slot in the account's zone, who may approve, and who may not", () => {
	const about = { account, reminders: [reminder], approvers: [ada, bo] };
	expect(describeReminder({ ...about, duties: "enforced" })).toBe(
		[
			"@acme: a post will not go out without an approval (times in Europe/Berlin)",
			"2026-11-23 19:00 “Bread”: the post is not approved (not by Ada, who edited it)",
			"Who may approve: Ada, Bo",
			"/queue?account=a1&state=approval",
		].join("\n"),
	);
	expect(describeReminder({ ...about, duties: "off" })).not.toContain("not by");
	expect(
		describeReminder({ ...about, approvers: [], duties: "enforced" }),
	).toContain("Nobody may approve here");
});
