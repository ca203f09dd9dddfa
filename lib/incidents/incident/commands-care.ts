import { z } from "zod";
import { listEvents } from "@/lib/audit/store";
import { type CommandContext, command, readsWithin } from "@/lib/command";
import { AppError } from "@/lib/core/errors";
import {
	IncidentNote,
	IncidentSeverity,
	isIncidentOpen,
} from "@/lib/incidents/model";
import { listPeople } from "@/lib/people/views";
import { OnIncident, scopeOfIncident } from "./commands";
import { subjectOf } from "./commands-open";
import { EtaInput, etaInstant } from "./eta";
import { canOwn } from "./owner";
import { type Incident, insertEta, loadIncident, saveIncident } from "./store";
import { decideEta, decideSeverity } from "./transitions";

/** Gives the incident an owner: a person whose role works on incidents there. */
export const assignIncident = command({
	permission: "incident:manage",
	input: OnIncident.extend({ ownerId: z.uuid() }),
	scope: scopeOfIncident,
	run: async (context, { incidentId, ownerId }) => {
		const incident = await loadIncident(context.tx, incidentId);
		demandOpen(incident);
		const people = await listPeople(readsWithin(context));
		const owner = people.find(({ id }) => id === ownerId);
		if (!owner) throw new AppError("not_found", "there is no such person");
		if (!canOwn(owner, incident.accountId))
			throw new AppError(
				"refused",
				`${owner.name} has no role that works on incidents there`,
			);
		await saveIncident(context.tx, incident, { ownerId });
		return {
			value: { incidentId, owner: { id: ownerId, name: owner.name } },
			audit: [
				{
					action: "incident.assign",
					...subjectOf(incident),
					before: { ownerId: incident.ownerId },
					after: { ownerId },
				},
			],
		};
	},
});

const ETA_REFUSALS = {
	not_open: "only an open incident has an ETA",
	past: "an ETA lies in the future",
	no_reason: "a later ETA than the one before says why",
} as const;

/** Promises a time; every promise is kept, a later one counts as a slip and says why. */
export const setIncidentEta = command({
	permission: "incident:manage",
	input: OnIncident.extend({
		etaAt: EtaInput,
		reason: IncidentNote.nullable().default(null),
	}),
	scope: scopeOfIncident,
	run: async ({ tx, now, actor }, { incidentId, etaAt, reason }) => {
		const incident = await loadIncident(tx, incidentId);
		const at = etaInstant(etaAt, now);
		const facts = { state: incident.state, before: incident.etaAt };
		const decision = decideEta(facts, { at, reason }, now);
		if (decision.kind === "refused") {
			const code = decision.why === "not_open" ? "conflict" : "bad_input";
			throw new AppError(code, ETA_REFUSALS[decision.why]);
		}
		await saveIncident(tx, incident, { etaAt: at });
		await insertEta(tx, {
			incidentId,
			etaAt: at,
			setBy: actor.id,
			setAt: now,
			reason,
		});
		return {
			value: { incidentId, slipped: decision.slipped },
			audit: [
				{
					action: "incident.set-eta",
					...subjectOf(incident),
					reason,
					before: { etaAt: incident.etaAt },
					after: { etaAt: at },
					facts: { slipped: decision.slipped },
				},
			],
		};
	},
});

const SEVERITY_REFUSALS = {
	same: "the incident has this severity already",
	no_reason: "lowering a severity needs a reason",
	second_person:
		"a severity is lowered by a second person: neither who set it nor the owner",
} as const;

/** Raises a severity, or lowers it with a reason and by a second person (AC-I2). */
export const setIncidentSeverity = command({
	permission: "incident:manage",
	input: OnIncident.extend({
		severity: IncidentSeverity,
		reason: IncidentNote.nullable().default(null),
	}),
	scope: scopeOfIncident,
	run: async (context, { incidentId, severity, reason }) => {
		const incident = await loadIncident(context.tx, incidentId);
		demandOpen(incident);
		const setBy = await severitySetBy(context, incident);
		const change = { from: incident.severity, to: severity, reason };
		const decision = decideSeverity(
			{ ...change, setBy, ownerId: incident.ownerId },
			context.actor.id,
		);
		if (decision.kind === "refused")
			throw new AppError("refused", SEVERITY_REFUSALS[decision.why]);
		await saveIncident(context.tx, incident, { severity });
		return {
			value: { incidentId, severity },
			audit: [
				{
					action: "incident.set-severity",
					...subjectOf(incident),
					reason,
					before: { severity: incident.severity },
					after: { severity },
				},
			],
		};
	},
});

async function severitySetBy(
	{ tx }: CommandContext,
	incident: Incident,
): Promise<string> {
	const [last] = await listEvents(tx, {
		subjectType: "incident",
		subjectId: incident.id,
		action: "incident.set-severity",
		limit: 1,
	});
	return last?.actorId ?? incident.openedBy;
}

/** Adds a sentence to the timeline; the audit is where it lives (AC-I6). */
export const noteIncident = command({
	permission: "incident:manage",
	input: OnIncident.extend({ text: IncidentNote }),
	scope: scopeOfIncident,
	run: async ({ tx }, { incidentId, text }) => {
		const incident = await loadIncident(tx, incidentId);
		return {
			value: { incidentId },
			audit: [
				{ action: "incident.note", ...subjectOf(incident), reason: text },
			],
		};
	},
});

function demandOpen({ state, number }: Incident): void {
	if (isIncidentOpen(state)) return;
	throw new AppError("conflict", `incident #${number} is ${state}`);
}
