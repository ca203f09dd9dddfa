import { assertNever } from "@/lib/core/assert-never";
import type { IncidentSeverity, IncidentState } from "@/lib/incidents/model";
import { isIncidentOpen } from "@/lib/incidents/model";

/** The times that a move stamps or takes back; the database checks their order (AC-I1). */
export type Stamps = {
	acknowledgedAt?: Date | null;
	mitigatedAt?: Date | null;
	resolvedAt?: Date | null;
	closedAt?: Date | null;
};

/** Stamps of a move to a state. A cause that came back takes the later ones with it. */
export function stampsOf(
	to: IncidentState,
	now: Date,
	acknowledgedAt: Date | null,
): Stamps {
	switch (to) {
		case "triage":
			return {};
		case "cancelled":
			return { closedAt: now };
		case "active":
			return {
				acknowledgedAt: acknowledgedAt ?? now,
				mitigatedAt: null,
				resolvedAt: null,
			};
		case "mitigated":
			return { mitigatedAt: now };
		case "resolved":
			return { resolvedAt: now };
		case "closed":
			return { closedAt: now };
		default:
			return assertNever(to);
	}
}

export type SeverityChange = {
	from: IncidentSeverity;
	to: IncidentSeverity;
	/** Who set the present severity, and who owns the incident. */
	setBy: string;
	ownerId: string | null;
	reason: string | null;
};

export type SeverityDecision =
	| { kind: "allowed" }
	| { kind: "refused"; why: "same" | "no_reason" | "second_person" };

/** Anyone who works on incidents may raise a severity; lowering takes a reason and a second person (AC-I2). */
export function decideSeverity(
	change: SeverityChange,
	actorId: string,
): SeverityDecision {
	const { from, to, setBy, ownerId, reason } = change;
	if (to === from) return { kind: "refused", why: "same" };
	if (to < from) return { kind: "allowed" };
	if (reason === null) return { kind: "refused", why: "no_reason" };
	if (actorId === setBy || actorId === ownerId)
		return { kind: "refused", why: "second_person" };
	return { kind: "allowed" };
}

/** An ETA is a promise: it lies ahead, and a later one than before is a slip that says why. */
export function decideEta(
	facts: { state: IncidentState; before: Date | null },
	eta: { at: Date; reason: string | null },
	now: Date,
):
	| { kind: "allowed"; slipped: boolean }
	| { kind: "refused"; why: "not_open" | "past" | "no_reason" } {
	if (!isIncidentOpen(facts.state)) return { kind: "refused", why: "not_open" };
	if (eta.at <= now) return { kind: "refused", why: "past" };
	const slipped = facts.before !== null && eta.at > facts.before;
	if (slipped && eta.reason === null)
		return { kind: "refused", why: "no_reason" };
	return { kind: "allowed", slipped };
}
