import { REQUEST_LIFE_MS } from "@/lib/accounts/policy/model";
import { addMs } from "@/lib/core/time";

export type HoldEndRefusal =
	| "decided"
	| "lapsed"
	| "over"
	| "own_request"
	| "no_role"
	| "no_lead";

export const HOLD_END_REFUSALS: Record<HoldEndRefusal, string> = {
	decided: "the request has been decided already",
	lapsed: "the request is more than 24 hours old and has lapsed: ask anew",
	over: "the hold has ended already",
	own_request: "you asked for it yourself: somebody else must confirm it",
	no_role:
		"both who ask and who confirm must be an owner or a compliance lead there, since before the request",
	no_lead: "one of the two must be a compliance lead, and neither of you is",
};

/** The roles of one of the two people that count for this hold: enabled, held there, as old as the request (R4). */
export type HoldEndPerson = {
	id: string;
	roles: readonly ("owner" | "compliance")[];
};

export type HoldEndQuestion = {
	request: { requestedAt: Date; verdict: string | null };
	hold: { endsAt: Date };
	requester: HoldEndPerson;
	confirmer: HoldEndPerson;
	duties: "enforced" | "off";
};

/** Would this person's confirmation be refused, and why (AC-G8)? The database refuses the same by trigger. */
export function refuseHoldEnd(
	question: HoldEndQuestion,
	now: Date,
): HoldEndRefusal | null {
	const { request, hold, requester, confirmer, duties } = question;
	if (request.verdict !== null) return "decided";
	if (now >= addMs(request.requestedAt, REQUEST_LIFE_MS)) return "lapsed";
	if (now >= hold.endsAt) return "over";
	if (duties === "enforced" && confirmer.id === requester.id)
		return "own_request";
	const people = [requester, confirmer];
	if (people.some(({ roles }) => roles.length === 0)) return "no_role";
	return people.some(({ roles }) => roles.includes("compliance"))
		? null
		: "no_lead";
}
