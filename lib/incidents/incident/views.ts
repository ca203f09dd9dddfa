import type { ChainedEvent } from "@/lib/audit/event";
import { listEvents } from "@/lib/audit/store";
import { can, visibleAccounts } from "@/lib/auth/actor";
import { type Ctx, demandRead } from "@/lib/command";
import { AppError } from "@/lib/core/errors";
import { appNow } from "@/lib/db/clock";
import {
	type EtaView,
	INCIDENT_TRANSITIONS,
	type IncidentDetail,
	type IncidentView,
	isIncidentOpen,
	OPEN_INCIDENT_STATES,
	type TimelineEntry,
} from "@/lib/incidents/model";
import { listPeople } from "@/lib/people/views";
import { canOwn } from "./owner";
import {
	findByNumber,
	type Incident,
	listByCauses,
	listEtas,
	listIncidentRows,
	loadIncident,
} from "./store";

const TIMELINE_LIMIT = 500;
const LIST_LIMIT = 200;

type Names = ReadonlyMap<string, string>;

const namesOf = async (ctx: Ctx): Promise<Names> =>
	new Map((await listPeople(ctx)).map(({ id, name }) => [id, name]));

/** The worst first. With an account: its own and those that concern all. */
export async function listIncidents(
	ctx: Ctx,
	filter: { open?: boolean; accountId?: string } = {},
): Promise<IncidentView[]> {
	const { accountId, open = false } = filter;
	demandRead(ctx, accountId ? { account: accountId } : "any");
	const rows = await listIncidentRows(ctx.db, {
		states: open ? OPEN_INCIDENT_STATES : undefined,
		accountIds: accountId ? [accountId] : visibleAccounts(ctx.actor),
		limit: LIST_LIMIT,
	});
	const names = await namesOf(ctx);
	const now = await appNow(ctx.db);
	return rows.map((row) => toView(row, names, now));
}

/** One incident with its promises and its timeline, by id or number. Throws `not_found`. */
export async function readIncident(
	ctx: Ctx,
	idOrNumber: string | number,
): Promise<IncidentDetail> {
	demandRead(ctx);
	const incident = await find(ctx, idOrNumber);
	const etas = await listEtas(ctx.db, incident.id);
	const events = await listEvents(ctx.db, {
		subjectType: "incident",
		subjectId: incident.id,
		limit: TIMELINE_LIMIT,
	});
	const names = await namesOf(ctx);
	const now = await appNow(ctx.db);
	const promises = etas.map((eta, index) => toEta(eta, etas[index - 1], names));
	return {
		...toView(incident, names, now),
		etas: promises,
		slips: promises.filter(({ slipped }) => slipped).length,
		moves: INCIDENT_TRANSITIONS[incident.state],
		timeline: events.map(toEntry).reverse(),
		observedAt: now.toISOString(),
	};
}

async function find(ctx: Ctx, idOrNumber: string | number): Promise<Incident> {
	const incident =
		typeof idOrNumber === "number"
			? await findByNumber(ctx.db, idOrNumber)
			: await loadIncident(ctx.db, idOrNumber);
	const scope = incident?.accountId ? { account: incident.accountId } : "any";
	if (incident && can(ctx.actor, "read", scope)) return incident;
	throw new AppError("not_found", "there is no such incident");
}

/** Incidents of an account's causes in whatever state: has somebody looked at them? */
export async function listIncidentsOfCauses(
	ctx: Ctx,
	accountId: string,
	causes: readonly string[],
): Promise<IncidentView[]> {
	demandRead(ctx, { account: accountId });
	const rows = await listByCauses(ctx.db, accountId, causes);
	const names = await namesOf(ctx);
	const now = await appNow(ctx.db);
	return rows.map((row) => toView(row, names, now));
}

/** The people who may own an incident there. */
export async function listPossibleOwners(
	ctx: Ctx,
	accountId: string | null,
): Promise<{ id: string; name: string }[]> {
	const people = await listPeople(ctx);
	return people
		.filter((person) => canOwn(person, accountId))
		.map(({ id, name }) => ({ id, name }));
}

const iso = (at: Date | null): string | null => at?.toISOString() ?? null;

function toView(row: Incident, names: Names, now: Date): IncidentView {
	const { ownerId, etaAt } = row;
	return {
		id: row.id,
		number: row.number,
		accountId: row.accountId,
		title: row.title,
		severity: row.severity,
		state: row.state,
		detector: row.detector,
		dedupeKey: row.dedupeKey,
		evidence: row.evidence,
		owner: ownerId
			? { id: ownerId, name: names.get(ownerId) ?? "somebody who left" }
			: null,
		etaAt: iso(etaAt),
		etaPassed: isIncidentOpen(row.state) && etaAt !== null && etaAt <= now,
		openedAt: row.openedAt.toISOString(),
		impactStartedAt: iso(row.impactStartedAt),
		detectedAt: row.detectedAt.toISOString(),
		acknowledgedAt: iso(row.acknowledgedAt),
		mitigatedAt: iso(row.mitigatedAt),
		resolvedAt: iso(row.resolvedAt),
		closedAt: iso(row.closedAt),
		cancelReason: row.cancelReason,
	};
}

type Eta = Awaited<ReturnType<typeof listEtas>>[number];

const toEta = (eta: Eta, before: Eta | undefined, names: Names): EtaView => ({
	etaAt: eta.etaAt.toISOString(),
	setByName: names.get(eta.setBy) ?? eta.setBy,
	setAt: eta.setAt.toISOString(),
	reason: eta.reason,
	slipped: before !== undefined && eta.etaAt > before.etaAt,
});

const toEntry = (event: ChainedEvent): TimelineEntry => ({
	seq: event.seq,
	at: new Date(Number(event.at) / 1000).toISOString(),
	actor: event.actorName,
	action: event.action,
	reason: event.reason,
	before: event.before,
	after: event.after,
	facts: event.facts,
});
