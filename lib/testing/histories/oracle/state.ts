import type { Signal } from "@/lib/governance/model";
import {
	type AccountNo,
	type AccountRef,
	CAST,
	type CastRole,
	WORKERS,
} from "@/lib/testing/histories/steps/cast";
import type { Answer } from "@/lib/testing/histories/steps/step";

// Times are milliseconds since the history began; people, posts, windows are their numbers.

type OraclePerson = {
	roles: { role: CastRole; place: AccountRef; since: number }[];
	disabled: boolean;
	/** Since they were added or let in again. */
	since: number;
};

export type OracleWindow = {
	kind: "normal" | "recovery" | "glass";
	place: AccountRef;
	post: number | null;
	opensAt: number;
	closesAt: number;
	cap: number | null;
	askedBy: number;
	askedAt: number;
	ended: boolean;
	grants: Map<Signal, number>;
	/** Posts that went out under it. */
	used: Set<number>;
};

export type OracleHold = {
	place: AccountRef;
	from: number;
	until: number;
	/** Somebody's wish to end it sooner. */
	wish: { by: number; at: number; until: number } | null;
};

export type OracleVerdict = { by: number | "policy"; at: number; text: number };

export type HeldBy = "halt" | "hold" | "approval" | "signal" | "missed";

export type OraclePost = {
	account: AccountNo;
	slotAt: number;
	picture: number;
	recovery: boolean;
	/** Which of its texts it has. */
	text: number;
	editors: Set<number>;
	approval: OracleVerdict | null;
	state: "queued" | "ready" | "held" | "simulated" | "sent" | "stopped";
	/** What holds it: whatever answers all of that frees it. */
	heldBy: HeldBy[];
	/** A lifted halt let it go, to be taken from then on. */
	notBefore: number;
	/** It was on its way out live before. */
	inFlight: boolean;
	leaseUntil: number;
};

export type OracleState = {
	now: number;
	people: OraclePerson[];
	workers: { on: number; locked: boolean; silent: boolean }[];
	windows: OracleWindow[];
	halts: {
		place: AccountRef;
		kind: "operational" | "policy";
		lifted: boolean;
	}[];
	holds: OracleHold[];
	posts: OraclePost[];
	overBudget: Set<AccountNo>;
	quarantined: Set<number>;
	/** When a picture's last quarantine ended. */
	quarantineEnded: Map<number, number>;
	autoClean: Map<AccountNo, { since: number; pair: [number, number] }>;
};

export const newOracleState = (): OracleState => ({
	now: 0,
	people: CAST.map((roles) => ({
		roles: roles.map((each) => ({ ...each, since: -1 })),
		disabled: false,
		since: -1,
	})),
	workers: WORKERS.map(() => ({ on: 0, locked: false, silent: false })),
	windows: [],
	halts: [],
	holds: [],
	posts: [],
	overBudget: new Set(),
	quarantined: new Set(),
	quarantineEnded: new Map(),
	autoClean: new Map(),
});

/** What the rules say must come of a step. */
export type Said = Answer["said"];
