import { addMs } from "@/lib/core/time";
import { REQUEST_LIFE_MS } from "./model";

/** The two roles that switch auto-clean on together (R5). */
export const POLICY_ROLES = ["owner", "compliance"] as const;
type PolicyRole = (typeof POLICY_ROLES)[number];

/** One of the two people, with the standing roles that count on this account. */
export type PolicyPerson = {
	id: string;
	/** When the person was added or let in again. */
	since: Date;
	disabled: boolean;
	roles: readonly { role: PolicyRole; since: Date }[];
};

export type ConfirmQuestion = {
	request: { requestedAt: Date; verdict: string | null };
	requester: PolicyPerson;
	confirmer: PolicyPerson;
	duties: "enforced" | "off";
};

type ConfirmRefusal =
	| "decided"
	| "lapsed"
	| "own_request"
	| "requester_gone"
	| "no_role"
	| "too_young"
	| "same_side";

export const CONFIRM_REFUSALS: Record<ConfirmRefusal, string> = {
	decided: "the request has been decided already",
	lapsed: "the request is more than 24 hours old and has lapsed: ask anew",
	own_request: "you asked for it yourself: somebody else must confirm it",
	requester_gone:
		"whoever asked no longer holds the role they asked with: ask anew",
	no_role: "this takes an owner or a compliance lead of this account",
	too_young:
		"your account or your role is younger than the request, so it counts for nothing in it",
	same_side:
		"it takes an owner and a compliance lead, and you hold the same role as whoever asked",
};

export const lapsesAt = (requestedAt: Date): Date =>
	addMs(requestedAt, REQUEST_LIFE_MS);

const rolesOf = (person: PolicyPerson): PolicyRole[] =>
	person.disabled ? [] : person.roles.map(({ role }) => role);

/** Roles that are as old as the request, of a person who is (R4). */
const rolesBefore = (person: PolicyPerson, requestedAt: Date): PolicyRole[] =>
	person.disabled || person.since > requestedAt
		? []
		: person.roles
				.filter(({ since }) => since <= requestedAt)
				.map(({ role }) => role);

const complete = (
	one: readonly PolicyRole[],
	other: readonly PolicyRole[],
): boolean =>
	(one.includes("owner") && other.includes("compliance")) ||
	(one.includes("compliance") && other.includes("owner"));

/** Would this person's confirmation be refused, and why (R4, R5)? The database refuses the same by trigger. */
export function refuseConfirm(
	question: ConfirmQuestion,
	now: Date,
): ConfirmRefusal | null {
	const { request, requester, confirmer, duties } = question;
	const { requestedAt } = request;
	if (request.verdict !== null) return "decided";
	if (now >= lapsesAt(requestedAt)) return "lapsed";
	if (duties === "enforced" && confirmer.id === requester.id)
		return "own_request";
	const asked = rolesBefore(requester, requestedAt);
	if (asked.length === 0) return "requester_gone";
	const held = rolesOf(confirmer);
	if (held.length === 0) return "no_role";
	if (complete(asked, rolesBefore(confirmer, requestedAt))) return null;
	return complete(asked, held) ? "too_young" : "same_side";
}
