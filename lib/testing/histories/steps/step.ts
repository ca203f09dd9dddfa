import type { Signal } from "@/lib/governance/model";
import type { Missed } from "@/lib/publishing/lift/model";
import type { AccountNo, AccountRef } from "./cast";

/** What may happen. `who` and `with` are numbers in the cast; `which` and `nth` are indexes that wrap around. */
export type Step =
	| {
			do: "request";
			who: number;
			place: AccountRef;
			opensInMin: number;
			minutes: number;
			cap: number | null;
			recovery: boolean;
	  }
	| { do: "grant"; who: number; which: number; signal: Signal }
	| { do: "revoke"; who: number; which: number; signal: Signal }
	| { do: "close"; who: number; which: number }
	| { do: "withdraw"; who: number; which: number }
	| {
			do: "glass";
			who: number;
			account: AccountNo;
			/** For this post alone; null is for the account. */
			which: number | null;
			minutes: number;
	  }
	| { do: "budget"; account: AccountNo; left: number; failures: number }
	| {
			do: "halt";
			who: number;
			place: AccountRef;
			kind: "operational" | "policy";
	  }
	| { do: "lift"; who: number; which: number; missed: Missed }
	| { do: "hold"; who: number; place: AccountRef; hours: number }
	| { do: "askHoldEnd"; who: number; which: number; inMin: number }
	| { do: "confirmHoldEnd"; who: number; which: number }
	| { do: "quarantine"; who: number; which: number }
	| { do: "liftQuarantine"; who: number; which: number }
	| { do: "disable"; who: number }
	| { do: "enable"; who: number }
	/** The first role that the person began with. */
	| { do: "loseRole"; who: number }
	| { do: "regainRole"; who: number }
	| {
			do: "environment";
			worker: number;
			/** One bit a signal. */
			on: number;
			locked: boolean;
			silent: boolean;
	  }
	| { do: "autoClean"; who: number; with: number; account: AccountNo }
	| { do: "autoCleanOff"; who: number; account: AccountNo }
	| {
			do: "post";
			account: AccountNo;
			slotInMin: number;
			picture: number;
			recovery: boolean;
	  }
	/** The same text again is an edit too. */
	| { do: "edit"; who: number; which: number; text: number }
	| { do: "approve"; who: number; which: number }
	| { do: "reject"; who: number; which: number }
	| { do: "release"; who: number; which: number }
	| { do: "claim"; which: number; worker: number }
	| { do: "intent"; which: number; worker: number }
	| { do: "clock"; minutes: number }
	/** The clock moves to the very instant at which something begins or ends. */
	| { do: "boundary"; nth: number };

/** Every kind once. */
export const STEP_KINDS = Object.keys({
	request: 0,
	grant: 0,
	revoke: 0,
	close: 0,
	withdraw: 0,
	glass: 0,
	budget: 0,
	halt: 0,
	lift: 0,
	hold: 0,
	askHoldEnd: 0,
	confirmHoldEnd: 0,
	quarantine: 0,
	liftQuarantine: 0,
	disable: 0,
	enable: 0,
	loseRole: 0,
	regainRole: 0,
	environment: 0,
	autoClean: 0,
	autoCleanOff: 0,
	post: 0,
	edit: 0,
	approve: 0,
	reject: 0,
	release: 0,
	claim: 0,
	intent: 0,
	clock: 0,
	boundary: 0,
} satisfies Record<Step["do"], 0>);

export type StepOf<K extends Step["do"]> = Extract<Step, { do: K }>;

/** What came of a step. `nothing`: there was nothing to do it to. */
export type Answer =
	| { said: "done" | "refused" | "nothing" }
	| { said: "claimed" | "simulated" | "held" | "stopped" }
	/** The intent is committed; `window` is the number of the one it went out under, null for the environment. */
	| { said: "live"; window: number | null };

export type Mode = "live" | "simulated" | "held" | "stopped";

/** One handler a kind of step. */
export type Acts<S, R> = {
	[K in Step["do"]]: (state: S, step: StepOf<K>) => R;
};

/** Every handler takes exactly the steps of its own kind, which the compiler cannot follow through the lookup. */
export const perform = <S, R>(acts: Acts<S, R>, state: S, step: Step): R =>
	(acts[step.do] as (state: S, step: Step) => R)(state, step);

export const DONE = { said: "done" } as const;
export const REFUSED = { said: "refused" } as const;
export const NOTHING = { said: "nothing" } as const;
