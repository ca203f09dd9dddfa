import { z } from "zod";
import type { AuditAction } from "@/lib/audit/actions";
import { personIdOf } from "@/lib/auth/actor";
import { type CommandContext, command } from "@/lib/command";
import { AppError } from "@/lib/core/errors";
import {
	canMoveIncident,
	IncidentNote,
	type IncidentState,
} from "@/lib/incidents/model";
import { subjectOf } from "./commands-open";
import {
	type Incident,
	type IncidentChange,
	loadIncident,
	saveIncident,
} from "./store";
import { stampsOf } from "./transitions";

export const OnIncident = z.object({ incidentId: z.uuid() });

export const scopeOfIncident = async (
	{ tx }: CommandContext,
	{ incidentId }: { incidentId: string },
) => {
	const { accountId } = await loadIncident(tx, incidentId);
	return accountId === null ? ("any" as const) : { account: accountId };
};

function demandMove({ state, number }: Incident, to: IncidentState): void {
	if (canMoveIncident(state, to)) return;
	throw new AppError(
		"conflict",
		`incident #${number} is ${state}: it cannot become ${to}`,
	);
}

type Move = {
	action: AuditAction;
	to: IncidentState;
	reason: string | null;
	change?: IncidentChange;
};

async function move(
	{ tx, now }: CommandContext,
	incident: Incident,
	{ action, to, reason, change }: Move,
) {
	demandMove(incident, to);
	await saveIncident(tx, incident, {
		...change,
		...(to === "cancelled" && { cancelReason: reason }),
		...stampsOf(to, now, incident.acknowledgedAt),
		state: to,
	});
	return {
		value: { incidentId: incident.id, state: to },
		audit: [
			{
				action,
				...subjectOf(incident),
				reason,
				before: { state: incident.state },
				after: { state: to },
			},
		] as const,
	};
}

/** triage → active. Who acknowledges an incident that nobody owns owns it, when a person. */
export const acknowledgeIncident = command({
	permission: "incident:manage",
	input: OnIncident,
	scope: scopeOfIncident,
	run: async (context, { incidentId }) => {
		const incident = await loadIncident(context.tx, incidentId);
		const ownerId = incident.ownerId ?? personIdOf(context.actor);
		return move(context, incident, {
			action: "incident.acknowledge",
			to: "active",
			reason: null,
			change: { ownerId },
		});
	},
});

const Explained = OnIncident.extend({ reason: IncidentNote });

const explainedMove = (action: AuditAction, to: IncidentState) =>
	command({
		permission: "incident:manage",
		input: Explained,
		scope: scopeOfIncident,
		run: async (context, { incidentId, reason }) =>
			move(context, await loadIncident(context.tx, incidentId), {
				action,
				to,
				reason,
			}),
	});

/** The harm has stopped; the reason says how. */
export const mitigateIncident = explainedMove("incident.mitigate", "mitigated");

/** The cause is gone; the reason says what was done. */
export const resolveIncident = explainedMove("incident.resolve", "resolved");

/** Not an incident after all. */
export const cancelIncident = explainedMove("incident.cancel", "cancelled");

const REVIEWED_UP_TO = 2;

/** resolved → closed. A SEV1 or SEV2 closes with its review and a prevention (AC-I7). */
export const closeIncident = command({
	permission: "incident:manage",
	input: OnIncident.extend({ review: IncidentNote.nullable().default(null) }),
	scope: scopeOfIncident,
	run: async (context, { incidentId, review }) => {
		const incident = await loadIncident(context.tx, incidentId);
		demandMove(incident, "closed");
		if (incident.severity <= REVIEWED_UP_TO && review === null)
			throw new AppError(
				"bad_input",
				`a SEV${incident.severity} incident closes with a review: what happened, and what prevents it from now on`,
			);
		return move(context, incident, {
			action: "incident.close",
			to: "closed",
			reason: review,
		});
	},
});
