import fc from "fast-check";
import { SIGNALS, type Signal } from "@/lib/governance/model";

export type Judgement = {
	do: "edit" | "approve" | "reject";
	who: number;
	which: number;
};

/** What may happen; `who` and `which` are indexes that wrap around. */
export type Step =
	| {
			do: "request";
			who: number;
			opensInMin: number;
			minutes: number;
			cap: number | null;
	  }
	| { do: "grant" | "revoke"; who: number; which: number; signal: Signal }
	| { do: "close"; which: number }
	| { do: "halt" | "lift" }
	| { do: "hold"; hours: number }
	| { do: "role"; who: number; lost: boolean }
	| { do: "environment"; on: number; locked: boolean }
	| { do: "post"; slotInMin: number }
	| Judgement
	| { do: "claim" | "intent"; which: number }
	| { do: "clock"; minutes: number };

const index = fc.nat(5);
const signal = fc.constantFrom(...SIGNALS);

export const anyStep: fc.Arbitrary<Step> = fc.oneof(
	fc.record({
		do: fc.constant("request" as const),
		who: index,
		opensInMin: fc.constantFrom(0, 0, 5, 800),
		minutes: fc.constantFrom(1, 30, 240),
		cap: fc.constantFrom(null, null, 1),
	}),
	{
		arbitrary: fc.record({
			do: fc.constantFrom(
				"grant" as const,
				"grant" as const,
				"revoke" as const,
			),
			who: index,
			which: index,
			signal,
		}),
		weight: 6,
	},
	fc.record({ do: fc.constant("close" as const), which: index }),
	fc.record({
		do: fc.constantFrom("halt" as const, "lift" as const, "lift" as const),
	}),
	fc.record({
		do: fc.constant("hold" as const),
		hours: fc.constantFrom(1, 48),
	}),
	fc.record({
		do: fc.constant("role" as const),
		who: index,
		lost: fc.boolean(),
	}),
	fc.record({
		do: fc.constant("environment" as const),
		on: fc.nat(7),
		locked: fc.constantFrom(false, false, false, true),
	}),
	fc.record({
		do: fc.constant("post" as const),
		slotInMin: fc.constantFrom(0, 0, 10, 200),
	}),
	{
		arbitrary: fc.record({
			do: fc.constantFrom(
				"edit" as const,
				"approve" as const,
				"approve" as const,
				"approve" as const,
				"reject" as const,
			),
			who: index,
			which: index,
		}),
		weight: 3,
	},
	{
		arbitrary: fc.record({
			do: fc.constantFrom("claim" as const, "intent" as const),
			which: index,
		}),
		weight: 5,
	},
	fc.record({
		do: fc.constant("clock" as const),
		minutes: fc.constantFrom(1, 29, 30, 239, 400),
	}),
);
