import fc from "fast-check";
import { SIGNALS } from "@/lib/governance/model";
import { MISSED } from "@/lib/publishing/lift/model";
import { ACCOUNTS, type AccountRef, CAST } from "./cast";
import type { Step, StepOf } from "./step";

const who = fc.nat(CAST.length - 1);
const which = fc.nat(3);
const account = fc.constantFrom(...ACCOUNTS);
const worker = fc.nat(1);
const signal = fc.constantFrom(...SIGNALS);
const place = fc.constantFrom<AccountRef>(0, 0, 1, "all");
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
	often(3, step("lift", { who, which, missed: fc.constantFrom(...MISSED) })),
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
	step("edit", { who, which, text: fc.nat(1) }),
	often(5, step("approve", { who, which })),
	step("reject", { who, which }),
	often(2, step("release", { who, which })),
	often(4, step("claim", { which, worker })),
	often(5, step("intent", { which, worker })),
	step("clock", { minutes: fc.constantFrom(1, 1, 29, 239, 400) }),
	often(2, step("boundary", { nth: which })),
];

export const anyStep: fc.Arbitrary<Step> = fc.oneof(
	...governing,
	...braking,
	...staffing,
	...publishing,
);
