import fc from "fast-check";
import { SIGNALS, type Signal } from "@/lib/governance/model";
import { MISSED } from "@/lib/publishing/lift/model";
import { anyStep } from "./any-step";
import { ACCOUNTS, CAST } from "./cast";
import type { Step, StepOf } from "./step";

const asked = (change: Partial<StepOf<"request">>): Step => ({
	do: "request",
	who: 0,
	place: 0,
	opensInMin: 0,
	minutes: 240,
	cap: null,
	recovery: false,
	...change,
});

const granted = (grants: readonly [Signal, number][]): Step[] =>
	grants.map(([signal, by]) => ({ do: "grant", who: by, which: 0, signal }));

const BY_TWO: readonly [Signal, number][] = [
	["ALLOW_AUTONOMOUS_PUBLISH", 2],
	["PUBLISH_APPROVAL_GRANTED", 4],
	["GOVERNANCE_APPROVED", 4],
];

const post = (change: Partial<StepOf<"post">> = {}): Step => ({
	do: "post",
	account: 0,
	slotInMin: 0,
	picture: 0,
	recovery: false,
	...change,
});

const approve = (index: number): Step => ({
	do: "approve",
	who: 1,
	which: index,
});
const edit = (who: number, index: number, text: number): Step => ({
	do: "edit",
	who,
	which: index,
	text,
});
const claim = (index: number): Step => ({
	do: "claim",
	which: index,
	worker: 0,
});

const environment = (on: number): Step[] =>
	[0, 1].map((each) => ({
		do: "environment",
		worker: each,
		on,
		locked: false,
		silent: false,
	}));

const glass: Step = {
	do: "glass",
	who: 4,
	account: 0,
	which: null,
	minutes: 30,
};

const usual = [asked({}), ...granted(BY_TWO), post(), approve(0), claim(0)];

/** Likely enough to go live that there is something to judge. */
const openings: readonly (readonly Step[])[] = [
	[],
	usual,
	usual,
	usual,
	[
		asked({ place: "all", cap: 1 }),
		...granted(BY_TWO),
		post(),
		post({ account: 1, picture: 1 }),
		approve(0),
		approve(1),
		claim(0),
		claim(1),
	],
	[
		asked({ recovery: true, who: 1 }),
		...granted(BY_TWO),
		post({ recovery: true }),
		approve(0),
		claim(0),
	],
	// What R4 refuses: the requester approves, and one person grants all three.
	[asked({ who: 4 }), ...granted(BY_TWO), post(), approve(0)],
	[asked({}), ...granted(BY_TWO.map(([signal]) => [signal, 3])), post()],
	[glass, post(), approve(0), claim(0)],
	[...environment(7), post(), approve(0), claim(0)],
	[...environment(6), asked({}), ...granted(BY_TWO.slice(0, 1)), post()],
	[
		{ do: "autoClean", who: 2, with: 4, account: 0 },
		asked({}),
		...granted(BY_TWO),
		post(),
		claim(0),
	],
];

/** At the end every post that still may go out tries to. */
const closing: readonly Step[] = [0, 1].flatMap((index): Step[] => [
	claim(index),
	{ do: "intent", which: index, worker: 0 },
]);

const who = fc.nat(CAST.length - 1);
const which = fc.nat(2);
const account = fc.constantFrom(...ACCOUNTS);

/** Steps that only mean something one after the other, each by somebody who may. */
const anyArc: fc.Arbitrary<readonly Step[]> = fc.oneof(
	who.map((one): Step[] => [
		{ do: "disable", who: one },
		{ do: "enable", who: one },
	]),
	// Whoever is let in again grants nothing in what was asked for before.
	fc
		.tuple(fc.constantFrom(...SIGNALS), which, fc.constantFrom(2, 3, 4))
		.map(([signal, index, one]): Step[] => [
			{ do: "disable", who: one },
			asked({ who: 1 }),
			{ do: "enable", who: one },
			{ do: "grant", who: one, which: index, signal },
		]),
	who.map((one): Step[] => [
		{ do: "loseRole", who: one },
		{ do: "regainRole", who: one },
	]),
	fc
		.tuple(account, which, fc.constantFrom(...MISSED))
		.map(([place, index, missed]): Step[] => [
			post({ account: place }),
			{ do: "halt", who: 0, place, kind: "operational" },
			claim(index),
			claim(index + 1),
			{ do: "lift", who: 3, which: 0, missed },
			{ do: "boundary", nth: 0 },
			{ do: "release", who: 0, which: index },
		]),
	fc.tuple(account, who).map(([place, by]): Step[] => [
		{ do: "hold", who: 4, place, hours: 48 },
		{ do: "askHoldEnd", who: by, which: 0, inMin: 0 },
		{ do: "confirmHoldEnd", who: 3, which: 0 },
	]),
	fc
		.tuple(which, who)
		.map(([index, by]): Step[] => [
			{ do: "hold", who: 4, place: "all", hours: 1 },
			{ do: "approve", who: by, which: index },
			claim(index),
		]),
	which.map((index): Step[] => [
		{ do: "quarantine", who: 4, which: index },
		{ do: "liftQuarantine", who: 4, which: index },
	]),
	account.map((one): Step[] => [
		{ do: "autoClean", who: 2, with: 4, account: one },
		post({ account: one }),
		{ do: "autoCleanOff", who: 1, account: one },
	]),
	fc
		.tuple(fc.constantFrom(...SIGNALS), which)
		.map(([signal, index]): Step[] => [
			{ do: "revoke", who: 0, which: 0, signal },
			claim(index),
			{ do: "grant", who: 3, which: 0, signal },
		]),
	fc
		.tuple(which, who, who)
		.map(([index, editor, approver]): Step[] => [
			edit(editor, index, 1),
			{ do: "approve", who: approver, which: index },
			claim(index),
		]),
	// What was approved is restored, by the approver or by somebody else.
	fc
		.tuple(which, fc.nat(1))
		.map(([index, editor]): Step[] => [
			edit(editor, index, 1),
			edit(2, index, 0),
			claim(index),
		]),
);

/** Between the first two of them anything may happen. */
const anyHappening: fc.Arbitrary<readonly Step[]> = fc.oneof(
	{ weight: 3, arbitrary: anyStep.map((one) => [one]) },
	{
		weight: 1,
		arbitrary: fc
			.tuple(anyArc, fc.array(anyStep, { maxLength: 1 }))
			.map(([[first, ...others], between]) =>
				first ? [first, ...between, ...others] : between,
			),
	},
);

/** Histories that open alike have the very same opening. */
export type History = { opening: readonly Step[]; steps: readonly Step[] };

/** A whole history: an opening, what happens then, and a last try. */
export const anyHistory = (length: {
	min: number;
	max: number;
}): fc.Arbitrary<History> =>
	fc.record({
		opening: fc.constantFrom(...openings),
		steps: fc
			.array(anyHappening, { minLength: length.min, maxLength: length.max })
			.map((happenings) => [...happenings.flat(), ...closing]),
	});

/** The only post that a window's cap lets out goes out, and is asked about afterwards. */
export const ALONE_UNDER_A_CAP: History = {
	opening: [asked({ cap: 1 }), ...granted(BY_TWO), post(), approve(0)],
	steps: closing.slice(0, 2),
};
