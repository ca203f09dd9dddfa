import { AppError, demandOne } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import type { Db, Tx } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";
import {
	Evidence,
	IncidentSeverity,
	type IncidentState,
	OPEN_INCIDENT_STATES,
} from "@/lib/incidents/model";

type Row = Awaited<ReturnType<Db["incident"]["findFirstOrThrow"]>>;

export type Incident = Omit<Row, "severity" | "evidence"> & {
	severity: IncidentSeverity;
	evidence: Evidence;
};

const toIncident = (row: Row): Incident => ({
	...row,
	severity: IncidentSeverity.parse(row.severity),
	evidence: Evidence.parse(row.evidence),
});

/** Throws `not_found`. */
export async function loadIncident(db: Db | Tx, id: string): Promise<Incident> {
	const row = await db.incident.findUnique({ where: { id } });
	if (row) return toIncident(row);
	throw new AppError("not_found", "there is no such incident");
}

export async function findByNumber(
	db: Db | Tx,
	number: number,
): Promise<Incident | null> {
	const row = await db.incident.findUnique({ where: { number } });
	return row && toIncident(row);
}

export type NewIncident = {
	accountId: string | null;
	title: string;
	severity: IncidentSeverity;
	dedupeKey: string;
	detector: string | null;
	evidence: Evidence;
	openedBy: string;
	openedAt: Date;
	detectedAt: Date;
	impactStartedAt: Date | null;
};

/** Null when an incident of the same cause is open: the unique index decides, not we (AC-I5). */
export async function insertIncident(
	tx: Tx,
	incident: NewIncident,
): Promise<Incident | null> {
	const id = newId();
	const { count } = await tx.incident.createMany({
		data: [{ ...incident, id, evidence: incident.evidence }],
		skipDuplicates: true,
	});
	return count === 1 ? loadIncident(tx, id) : null;
}

export type Cause = { accountId: string | null; dedupeKey: string };

export const findOpenByCause = async (
	db: Db | Tx,
	{ accountId, dedupeKey }: Cause,
): Promise<Incident | null> => {
	const row = await db.incident.findFirst({
		where: { accountId, dedupeKey, state: { in: [...OPEN_INCIDENT_STATES] } },
	});
	return row && toIncident(row);
};

/** The same with its row locked, so that several who noticed the cause take turns. */
export async function lockOpenByCause(
	tx: Tx,
	cause: Cause,
): Promise<Incident | null> {
	const seen = await findOpenByCause(tx, cause);
	if (!seen) return null;
	await tx.$queryRaw`SELECT id FROM incident WHERE id = ${seen.id}::uuid FOR UPDATE`;
	return findOpenByCause(tx, cause);
}

/** The last incident of a cause that was resolved since then, and not closed yet. */
export const findJustResolved = async (
	tx: Tx,
	{ accountId, dedupeKey }: Cause,
	since: Date,
): Promise<Incident | null> => {
	const row = await tx.incident.findFirst({
		where: {
			accountId,
			dedupeKey,
			state: "resolved",
			resolvedAt: { gte: since },
		},
		orderBy: { resolvedAt: "desc" },
	});
	return row && toIncident(row);
};

/** When the last incident of a cause ended; null when none did. */
export async function lastEndOf(
	db: Db | Tx,
	{ accountId, dedupeKey }: Cause,
): Promise<Date | null> {
	const row = await db.incident.findFirst({
		where: {
			accountId,
			dedupeKey,
			state: { notIn: [...OPEN_INCIDENT_STATES] },
		},
		orderBy: { number: "desc" },
		select: { resolvedAt: true, closedAt: true },
	});
	return row?.resolvedAt ?? row?.closedAt ?? null;
}

export type IncidentChange = Prisma.IncidentUncheckedUpdateManyInput;

/** Compare-and-set by version. Throws `conflict` when somebody was faster. */
export async function saveIncident(
	tx: Tx,
	incident: Pick<Incident, "id" | "version" | "state">,
	change: IncidentChange,
): Promise<void> {
	const { id, version, state } = incident;
	demandOne(
		await tx.incident.updateMany({
			where: { id, version, state },
			data: { ...change, version: { increment: 1 } },
		}),
		"the incident changed meanwhile",
	);
}

export async function insertEta(
	tx: Tx,
	eta: {
		incidentId: string;
		etaAt: Date;
		setBy: string;
		setAt: Date;
		reason: string | null;
	},
): Promise<void> {
	await tx.incidentEta.create({ data: { ...eta, id: newId() } });
}

/** Oldest first. */
export const listEtas = (db: Db | Tx, incidentId: string) =>
	db.incidentEta.findMany({
		where: { incidentId },
		orderBy: [{ setAt: "asc" }, { id: "asc" }],
	});

export type IncidentQuery = {
	states?: readonly IncidentState[] | undefined;
	accountIds: "all" | readonly string[];
	limit: number;
};

const onAccounts = (accountIds: IncidentQuery["accountIds"]) =>
	accountIds === "all"
		? {}
		: { OR: [{ accountId: null }, { accountId: { in: [...accountIds] } }] };

/** The worst and newest first; those of no single account belong to all. */
export async function listIncidentRows(
	db: Db | Tx,
	{ states, accountIds, limit }: IncidentQuery,
): Promise<Incident[]> {
	const rows = await db.incident.findMany({
		where: {
			...(states && { state: { in: [...states] } }),
			...onAccounts(accountIds),
		},
		orderBy: [{ severity: "asc" }, { number: "desc" }],
		take: limit,
	});
	return rows.map(toIncident);
}

/** Incidents of causes, in whatever state, e.g. of anomalies that somebody looked at. */
export async function listByCauses(
	db: Db | Tx,
	accountId: string,
	dedupeKeys: readonly string[],
): Promise<Incident[]> {
	const rows = await db.incident.findMany({
		where: { accountId, dedupeKey: { in: [...dedupeKeys] } },
	});
	return rows.map(toIncident);
}
