import type { GrantFacts, Signal, WindowKind } from "@/lib/governance/model";
import { SIGNALS } from "@/lib/governance/model";
import { GRANT_AHEAD_MS, isOver } from "@/lib/governance/window";

export type GrantRefusal =
	| "window_over"
	| "too_early"
	| "already_granted"
	| "own_request"
	| "one_person"
	| "role_too_young"
	| "no_role"
	| "requester_gone"
	| "budget_exhausted"
	| "glass";

export const GRANT_REFUSALS: Record<GrantRefusal, string> = {
	window_over: "the window has ended",
	too_early: "a window can be granted at most 12 hours before it opens",
	already_granted: "this signal is already granted in this window",
	own_request:
		"whoever requested the window cannot grant this signal: somebody else must",
	one_person:
		"the three signals need at least two people, and you granted the other two",
	role_too_young:
		"your account or your role is younger than the request, so it counts for nothing in this window",
	requester_gone:
		"whoever requested this window was disabled and nobody took the request over: request it anew",
	budget_exhausted:
		"the error budget is used up: only a window for recovery posts may be opened",
	glass:
		"this is an emergency window: the person who opened it granted everything, and nobody else grants in it",
	no_role: "this signal needs a role that you do not hold on these accounts",
};

export type GrantQuestion = {
	window: {
		state: "requested" | "withdrawn" | "closed";
		opensAt: Date;
		closesAt: Date;
		requestedBy: string;
		requestedAt: Date;
		kind: WindowKind;
		/** Who answers for the request since its requester left. */
		handedTo: string | null;
		/** Nobody who is still here answers for it. */
		orphaned: boolean;
		/** The error budget of one of its accounts is used up. */
		overBudget: boolean;
	};
	/** Standing grants of the window. */
	grants: readonly Pick<GrantFacts, "signal" | "grantedBy">[];
	signal: Signal;
	/** Who would grant; `roleSince` is null without the role, `since` is when the person was added or let in again. */
	grantor: { id: string; since: Date; roleSince: Date | null };
	duties: "enforced" | "off";
};

/** Would this grant be refused, and why (R3, R4)? The database refuses the same by trigger. */
export function refuseGrant(
	question: GrantQuestion,
	now: Date,
): GrantRefusal | null {
	const { window, grants, signal, grantor, duties } = question;
	if (isOver(window, now)) return "window_over";
	if (window.kind === "break_glass") return "glass";
	if (window.orphaned) return "requester_gone";
	if (window.overBudget && window.kind !== "recovery")
		return "budget_exhausted";
	if (window.opensAt.getTime() - now.getTime() > GRANT_AHEAD_MS)
		return "too_early";
	if (grants.some((grant) => grant.signal === signal)) return "already_granted";
	if (!grantor.roleSince) return "no_role";
	if (duties === "off") return null;
	if (
		grantor.since >= window.requestedAt ||
		grantor.roleSince >= window.requestedAt
	)
		return "role_too_young";
	if (
		signal !== "ALLOW_AUTONOMOUS_PUBLISH" &&
		(grantor.id === window.requestedBy || grantor.id === window.handedTo)
	)
		return "own_request";
	const others = grants.filter((grant) => grant.grantedBy !== grantor.id);
	return others.length === 0 && grants.length === SIGNALS.length - 1
		? "one_person"
		: null;
}
