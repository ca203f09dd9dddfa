import { type Actor, can, type Scope as Where } from "@/lib/auth/actor";
import type { Permission } from "@/lib/auth/permissions";
import { HOUR, laterOf } from "@/lib/core/time";
import type {
	EnvironmentSignals,
	Signal,
	WindowFacts,
} from "@/lib/governance/model";
import { readSignals } from "@/lib/governance/signals/decide";
import type { ApprovalRow } from "@/lib/publishing/approval/decide";
import type { HeldWhy, PostState } from "@/lib/publishing/post/model";
import type { QuarantineRow } from "@/lib/publishing/quarantine/decide";
import {
	ACCOUNTS,
	type AccountNo,
	type AccountRef,
	CAST,
	type CastRole,
	WORKERS,
} from "@/lib/testing/histories/steps/cast";

export const START = new Date("2026-11-23T08:00:00Z");

/** When everybody was added, long before the history begins. */
const ADDED = new Date(START.getTime() - HOUR);

type HeldRole = { role: CastRole; place: AccountRef; since: Date };

export type MemoryPerson = {
	id: string;
	roles: HeldRole[];
	disabledAt: Date | null;
	/** Since they were added or let in again. */
	activeSince: Date;
};

export type MemoryWindow = {
	id: string;
	kind: WindowFacts["kind"];
	place: AccountRef;
	postId: string | null;
	revision: number;
	opensAt: Date;
	closesAt: Date;
	state: WindowFacts["state"];
	postCap: number | null;
	requestedBy: string;
	requestedAt: Date;
	grants: { signal: Signal; grantedBy: string; grantedAt: Date }[];
	usedBy: Set<string>;
};

export type MemoryHold = {
	id: string;
	place: AccountRef;
	startsAt: Date;
	endsAt: Date;
	request: { by: string; requestedAt: Date; endsAt: Date } | null;
};

export type MemoryPost = {
	id: string;
	account: AccountNo;
	state: PostState;
	recovery: boolean;
	picture: string;
	text: number;
	slotAt: Date;
	expiresAt: Date;
	editors: string[];
	rows: ApprovalRow[];
	heldWhy: readonly HeldWhy[];
	containerId: string | null;
	leaseUntil: Date | null;
	nextAttemptAt: Date | null;
};

type AutoClean = { since: Date; asker: string; confirmer: string };

export type MemoryState = {
	now: Date;
	people: MemoryPerson[];
	workers: (EnvironmentSignals & { silent: boolean })[];
	windows: MemoryWindow[];
	halts: {
		place: AccountRef;
		kind: "operational" | "policy";
		setAt: Date;
		lifted: boolean;
	}[];
	holds: MemoryHold[];
	posts: MemoryPost[];
	budgets: Map<AccountNo, { remaining: number; failures: number }>;
	quarantines: QuarantineRow[];
	autoClean: Map<AccountNo, AutoClean>;
};

export const newMemoryState = (): MemoryState => ({
	now: START,
	people: CAST.map((roles, i) => ({
		id: `p${i}`,
		roles: roles.map((each) => ({
			...each,
			since: ADDED,
		})),
		disabledAt: null,
		activeSince: ADDED,
	})),
	workers: WORKERS.map(() => ({ ...readSignals({}), silent: false })),
	windows: [],
	halts: [],
	holds: [],
	posts: [],
	budgets: new Map(),
	quarantines: [],
	autoClean: new Map(),
});

export const whereOf = (place: AccountRef): Where =>
	place === "all" ? "all" : { account: `a${place}` };

export const accountsOf = (place: AccountRef): readonly AccountNo[] =>
	place === "all" ? ACCOUNTS : [place];

export const isOn = (place: AccountRef, account: AccountNo): boolean =>
	accountsOf(place).includes(account);

/** Somebody who is signed in; null when they cannot be. */
function actorOf(state: MemoryState, who: number): Actor | null {
	const person = state.people[who];
	if (!person || person.disabledAt) return null;
	return {
		kind: "person",
		id: person.id,
		name: person.id,
		email: person.id,
		roles: person.roles.map(({ role, place }) => ({
			role,
			accountId: place === "all" ? null : `a${place}`,
		})),
		sessionId: person.id,
		authenticatedAt: state.now,
	};
}

/** The person, when they may do this there. */
export function whoMay(
	state: MemoryState,
	who: number,
	act: { permission: Permission; at: Where | readonly Where[] },
): MemoryPerson | null {
	const actor = actorOf(state, who);
	const places = Array.isArray(act.at) ? act.at : [act.at];
	const may =
		actor && places.every((place) => can(actor, act.permission, place));
	return may ? (state.people[who] ?? null) : null;
}

/** Standing roles of an enabled person that count there, of these kinds, and since when they do. */
export const rolesAt = <R extends CastRole>(
	person: MemoryPerson | undefined,
	place: AccountRef,
	kinds: readonly R[],
): { role: R; since: Date }[] =>
	!person || person.disabledAt
		? []
		: person.roles.flatMap((held) => {
				const role = kinds.find((kind) => kind === held.role);
				const there = held.place === "all" || held.place === place;
				const since = laterOf(held.since, person.activeSince);
				return role && there ? [{ role, since }] : [];
			});

export const personById = (
	{ people }: MemoryState,
	id: string,
): MemoryPerson | undefined => people.find((person) => person.id === id);
