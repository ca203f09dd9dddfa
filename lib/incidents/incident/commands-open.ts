import { z } from "zod";
import type { AuditAction } from "@/lib/audit/actions";
import type { AuditEvent } from "@/lib/audit/event";
import { type CommandContext, command, type Outcome } from "@/lib/command";
import { AppError } from "@/lib/core/errors";
import { addMs } from "@/lib/core/time";
import {
	causeOf,
	Evidence,
	IncidentSeverity,
	REOPEN_WITHIN_MS,
	Title,
} from "@/lib/incidents/model";
import { queueMessage } from "@/lib/notifications/queue";
import {
	findJustResolved,
	type Incident,
	insertIncident,
	lockOpenByCause,
	saveIncident,
} from "./store";
import { stampsOf } from "./transitions";

export type Opened = {
	incidentId: string;
	number: number;
	outcome: "opened" | "reopened" | "noted";
};

const OpenIncident = z.object({
	accountId: z.uuid().nullable(),
	title: Title,
	severity: IncidentSeverity,
	/** The cause; by hand the title is. */
	dedupeKey: z.string().min(1).max(200).optional(),
	detector: z.string().nullable().default(null),
	evidence: Evidence.default({}),
	impactStartedAt: z.date().nullable().default(null),
});
type OpenInput = z.output<typeof OpenIncident> & { dedupeKey: string };

/**
 * Opens an incident and tells the team. While one of the same cause is open, that one gets the
 * evidence as a note instead, and severity and title where these are worse, of which the team is
 * told; one that was resolved less than 15 min ago is active again.
 */
export const openIncident = command({
	permission: "incident:manage",
	input: OpenIncident,
	scope: (_, { accountId }) =>
		accountId === null ? "any" : { account: accountId },
	run: async (context, given): Promise<Outcome<Opened>> => {
		const dedupeKey = given.dedupeKey ?? causeOf(given.title);
		const input = { ...given, dedupeKey };
		demandPast(input, context.now);
		// An insert that finds one open would use up a number, so we look first.
		const open = await lockOpenByCause(context.tx, input);
		if (open) return note(context, open, input);
		const since = addMs(context.now, -REOPEN_WITHIN_MS);
		const resolved = await findJustResolved(context.tx, input, since);
		if (resolved) return reopen(context, resolved, input);
		const created = await insertIncident(
			context.tx,
			newIncident(context, input),
		);
		if (created) return announce(context, created, "opened");
		const existing = await lockOpenByCause(context.tx, input);
		if (!existing)
			throw new AppError("conflict", "the incident was resolved meanwhile");
		return note(context, existing, input);
	},
});

function demandPast(input: OpenInput, now: Date): void {
	if (input.impactStartedAt && input.impactStartedAt > now)
		throw new AppError("bad_input", "the impact cannot start in the future");
}

const newIncident = ({ actor, now }: CommandContext, input: OpenInput) => ({
	...input,
	openedBy: actor.id,
	openedAt: now,
	detectedAt: now,
});

async function announce(
	{ tx, now }: CommandContext,
	incident: Incident,
	outcome: "opened" | "reopened",
): Promise<Outcome<Opened>> {
	const { id, number, severity, title, version } = incident;
	const again = outcome === "reopened" ? " is back" : "";
	await queueMessage(tx, {
		dedupeKey: `incident:${id}:${outcome}:${version}`,
		kind: "incident",
		text: `SEV${severity} incident #${number}${again}: ${title}`,
		now,
	});
	return toOutcome(incident, outcome, incident.evidence);
}

async function reopen(
	context: CommandContext,
	incident: Incident,
	{ evidence }: OpenInput,
): Promise<Outcome<Opened>> {
	const { tx, now } = context;
	await saveIncident(tx, incident, {
		state: "active",
		evidence,
		...stampsOf("active", now, incident.acknowledgedAt),
	});
	return announce(context, { ...incident, evidence }, "reopened");
}

// A cause that turns out worse raises its incident; it never lowers one.
async function note(
	context: CommandContext,
	incident: Incident,
	input: OpenInput,
): Promise<Outcome<Opened>> {
	const { evidence } = input;
	const noted = toOutcome(incident, "noted", evidence);
	if (input.severity < incident.severity) {
		const raised = await raise(context, incident, input);
		return { ...noted, audit: [...noted.audit, raised] };
	}
	await saveIncident(context.tx, incident, { evidence });
	return noted;
}

async function raise(
	{ tx, now }: CommandContext,
	incident: Incident,
	{ severity, title, evidence }: OpenInput,
): Promise<AuditEvent> {
	const { id, number, version } = incident;
	await saveIncident(tx, incident, { evidence, severity, title });
	await queueMessage(tx, {
		dedupeKey: `incident:${id}:raised:${version}`,
		kind: "incident",
		text: `SEV${severity} incident #${number}, raised from SEV${incident.severity}: ${title}`,
		now,
	});
	return {
		action: "incident.set-severity",
		...subjectOf(incident),
		before: { severity: incident.severity, title: incident.title },
		after: { severity, title },
	};
}

export const subjectOf = (incident: Incident) => ({
	subject: { type: "incident", id: incident.id },
	accountId: incident.accountId,
});

const ACTION_OF = {
	opened: "incident.open",
	reopened: "incident.reopen",
	noted: "incident.note",
} as const satisfies Record<Opened["outcome"], AuditAction>;

function toOutcome(
	incident: Incident,
	outcome: Opened["outcome"],
	evidence: Evidence,
): Outcome<Opened> {
	const { id, number, title, severity, state, dedupeKey, detector } = incident;
	return {
		value: { incidentId: id, number, outcome },
		audit: [
			{
				action: ACTION_OF[outcome],
				...subjectOf(incident),
				after: {
					number,
					title,
					severity,
					state: outcome === "reopened" ? "active" : state,
				},
				facts: { cause: dedupeKey, detector, evidence },
			},
		],
	};
}
