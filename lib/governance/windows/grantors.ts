import { addMs, HOUR } from "@/lib/core/time";
import { SIGNALS, type Signal } from "@/lib/governance/model";
import { type HeldRole, roleSince } from "@/lib/governance/people/role-since";
import { refuseGrant } from "./grant";

export type Candidate = {
	id: string;
	name: string;
	/** When the person was added or let in again. */
	since: Date;
	roles: readonly HeldRole[];
};

export type GrantorsQuestion = {
	/** Null for all accounts, or for several at once. */
	accountId: string | null;
	requester: string;
	candidates: readonly Candidate[];
	/** Signals that the environment keeps on, which need no grant. */
	environment: readonly Signal[];
	duties: "enforced" | "off";
};

export type Grantors = {
	bySignal: { signal: Signal; names: string[] }[];
	/** Why no request of this person could ever be granted as things stand; null when one could. */
	hopeless: string | null;
};

const roleFor = (signal: Signal): "owner" | "compliance" =>
	signal === "ALLOW_AUTONOMOUS_PUBLISH" ? "owner" : "compliance";

/** Would this person's grant count in a window that is requested now (R4)? */
function couldGrant(
	candidate: Candidate,
	signal: Signal,
	question: GrantorsQuestion,
	now: Date,
): boolean {
	const window = {
		state: "requested" as const,
		opensAt: now,
		closesAt: addMs(now, HOUR),
		requestedBy: question.requester,
		requestedAt: now,
		kind: "normal" as const,
		handedTo: null,
		orphaned: false,
		overBudget: false,
	};
	const { id, since, roles } = candidate;
	const { duties, accountId } = question;
	const grantor = {
		id,
		since,
		roleSince: roleSince(
			roles,
			[roleFor(signal)],
			accountId === null ? [] : [accountId],
		),
	};
	return (
		refuseGrant({ window, grants: [], signal, grantor, duties }, now) === null
	);
}

/** Who could grant each signal that is not on already, in a window that this person requests now. */
export function possibleGrantors(
	question: GrantorsQuestion,
	now: Date,
): Grantors {
	const able = SIGNALS.filter(
		(signal) => !question.environment.includes(signal),
	).map((signal) => ({
		signal,
		people: question.candidates.filter((candidate) =>
			couldGrant(candidate, signal, question, now),
		),
	}));
	const nobody = able.find(({ people }) => people.length === 0);
	const people = new Set(
		able.flatMap((each) => each.people.map(({ id }) => id)),
	);
	const onePerson =
		question.duties === "enforced" &&
		able.length === SIGNALS.length &&
		people.size < 2;
	return {
		bySignal: able.map((each) => ({
			signal: each.signal,
			names: each.people.map(({ name }) => name),
		})),
		hopeless: nobody
			? `nobody could grant ${nobody.signal} in a window that you request`
			: onePerson
				? "the three signals need at least two people, and only one could grant them"
				: null,
	};
}
