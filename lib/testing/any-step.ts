import fc from "fast-check";
import { SIGNALS, type Signal } from "@/lib/governance/model";
import { ACCOUNTS, CAST, type Place } from "@/lib/testing/cast";
import type { Step, StepOf } from "@/lib/testing/steps";

const who = fc.nat(CAST.length - 1);
const which = fc.nat(3);
const account = fc.constantFrom(...ACCOUNTS);
const worker = fc.nat(1);
const signal = fc.constantFrom(...SIGNALS);
const place = fc.constantFrom<Place>(0, 0, 1, "all");
const rarely = fc.constantFrom(false, false, false, true);

const step = <K extends Step["do"]>(
	name: K,
	fields: {
		[F in Exclude<keyof StepOf<K>, "do">]: fc.Arbitrary<StepOf<K>[F]>;
	},
): fc.Arbitrary<Step> =>
	fc
		.record<Record<string, unknown>>(fields)
		.map((values) => ({ do: name, ...values }) as StepOf<K>);

const often = (weight: number, arbitrary: fc.Arbitrary<Step>) => ({
	weight,
	arbitrary,
});

const governing = [
	often(
		2,
		step("request", {
			who,
			place,
			opensInMin: fc.constantFrom(0, 0, 5, 800),
			minutes: fc.constantFrom(1, 30, 240),
			cap: fc.constantFrom(null, null, 1),
			recovery: rarely,
		}),
	),
	often(5, step("grant", { who, which, signal })),
	step("revoke", { who, which, signal }),
	step("close", { who, which }),
	step("withdraw", { who, which }),
	step("glass", {
		who,
		account,
		which: fc.constantFrom(null, 0, 1, 2),
		minutes: fc.constantFrom(5, 30),
	}),
	step("budget", {
		account,
		left: fc.constantFrom(-0.1, 0, 0.4),
		failures: fc.constantFrom(1, 2),
	}),
];

const braking = [
	step("halt", {
		who,
		place,
		kind: fc.constantFrom("operational" as const, "policy" as const),
	}),
	often(3, step("lift", { who, which })),
	step("hold", { who, place, hours: fc.constantFrom(1, 48) }),
	often(2, step("askHoldEnd", { who, which, inMin: fc.constantFrom(0, 30) })),
	often(2, step("confirmHoldEnd", { who, which })),
	step("quarantine", { who, which }),
	step("liftQuarantine", { who, which }),
];

const staffing = [
	step("disable", { who }),
	often(2, step("enable", { who })),
	step("loseRole", { who }),
	often(2, step("regainRole", { who })),
	often(
		2,
		step("environment", {
			worker,
			on: fc.constantFrom(0, 0, 7, 7, 1, 2, 4, 6),
			locked: rarely,
			silent: rarely,
		}),
	),
	step("autoClean", { who, with: who, account }),
	step("autoCleanOff", { who, account }),
];

const publishing = [
	often(
		2,
		step("post", {
			account,
			slotInMin: fc.constantFrom(0, 0, 0, 10, 200),
			picture: fc.nat(1),
			recovery: rarely,
		}),
	),
	step("edit", { who, which }),
	often(5, step("approve", { who, which })),
	step("reject", { who, which }),
	often(2, step("release", { who, which })),
	often(4, step("claim", { which, worker })),
	often(5, step("intent", { which, worker })),
	step("clock", { minutes: fc.constantFrom(1, 1, 29, 239, 400) }),
	often(2, step("boundary", { nth: which })),
];

const anyStep: fc.Arbitrary<Step> = fc.oneof(
	...governing,
	...braking,
	...staffing,
	...publishing,
);

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

/** Likely enough to go live that there is something to judge. */
const openings: readonly (readonly Step[])[] = [
	[],
	[asked({}), ...granted(BY_TWO), post(), approve(0), claim(0)],
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

/** A whole history: an opening, what happens then, and a last try. */
export const anyHistory = (length: {
	min: number;
	max: number;
}): fc.Arbitrary<Step[]> =>
	fc
		.tuple(
			fc.constantFrom(...openings),
			fc.array(anyStep, { minLength: length.min, maxLength: length.max }),
		)
		.map(([opening, steps]) => [...opening, ...steps, ...closing]);
