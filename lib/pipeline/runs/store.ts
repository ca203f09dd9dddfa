import { AppError, demandOne } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { leaseOver } from "@/lib/core/lease";
import { addMs } from "@/lib/core/time";
import type { Db, Tx } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";
import {
	RUN_LEASE_MS,
	type Run,
	StageName,
	UNFINISHED,
} from "@/lib/pipeline/model";

type Row = Awaited<ReturnType<Db["run"]["findFirstOrThrow"]>>;

export const toRun = ({ dedupeKey: _key, stage, ...row }: Row): Run => ({
	...row,
	stage: stage === null ? null : StageName.parse(stage),
});

/** Throws `not_found`. */
export async function loadRun(db: Db | Tx, id: string): Promise<Run> {
	const row = await db.run.findUnique({ where: { id } });
	if (!row) throw new AppError("not_found", `no run ${id}`);
	return toRun(row);
}

/** The same with its row locked: workers and people take turns. */
export async function lockRun(tx: Tx, id: string): Promise<Run> {
	await tx.$queryRaw`SELECT id FROM run WHERE id = ${id}::uuid FOR UPDATE`;
	return loadRun(tx, id);
}

export type NewRun = {
	accountId: string;
	topic: string;
	dedupeKey: string | null;
	slotAt: Date | null;
	startedBy: string;
	startedByName: string;
	trace: string;
	at: Date;
};

/** The id of the new run, or null where one with the same dedupe key exists. */
export async function insertRun(tx: Tx, run: NewRun): Promise<string | null> {
	const id = newId();
	const { at, ...row } = run;
	const { count } = await tx.run.createMany({
		data: [{ id, ...row, createdAt: at, nextAttemptAt: at }],
		skipDuplicates: true,
	});
	return count === 1 ? id : null;
}

export async function findByDedupeKey(
	db: Db | Tx,
	dedupeKey: string,
): Promise<Run | null> {
	const row = await db.run.findUnique({ where: { dedupeKey } });
	return row && toRun(row);
}

/** The lease that a save must still hold; a worker that comes back late holds it no more. */
export type RunLease = { runId: string; fence: number };

/** Compare-and-set by fence and state. Throws `conflict` with `lostLease` to whoever comes late. */
export async function saveRunFenced(
	tx: Tx,
	{ runId, fence }: RunLease,
	data: Prisma.RunUpdateManyMutationInput,
): Promise<void> {
	demandOne(
		await tx.run.updateMany({
			where: { id: runId, fence, state: "running" },
			data,
		}),
		"another worker has taken this run over",
		{ lostLease: true },
	);
}

/** Compare-and-set by the state and fence that were seen. Throws `conflict`. */
export async function moveRun(
	tx: Tx,
	seen: Pick<Run, "id" | "state" | "fence">,
	data: Prisma.RunUpdateManyMutationInput,
): Promise<void> {
	const { id, state, fence } = seen;
	demandOne(
		await tx.run.updateMany({
			where: { id, state, fence },
			data,
		}),
		"the run changed meanwhile",
	);
}

/**
 * Takes a due, unheld run as it was seen, or goes on with one's own: the fence rises by one.
 * False where somebody else was quicker, or the run is not due.
 */
export async function takeLease(
	tx: Tx,
	seen: Pick<Run, "id" | "fence">,
	claim: { owner: string; stage: string; tries: number; now: Date },
): Promise<boolean> {
	const { owner, stage, tries, now } = claim;
	const { count } = await tx.run.updateMany({
		where: {
			id: seen.id,
			fence: seen.fence,
			OR: [
				{ state: { in: ["queued", "waiting"] }, nextAttemptAt: { lte: now } },
				{ state: "running", ...leaseOver(now) },
				{ state: "running", leaseOwner: owner },
			],
		},
		data: {
			state: "running",
			fence: { increment: 1 },
			leaseOwner: owner,
			leaseUntil: addMs(now, RUN_LEASE_MS),
			stage,
			tries,
			fault: null,
		},
	});
	return count === 1;
}

/** Keeps a lease alive while a stage works outside (telemetry of the worker); false once it is lost. */
export async function renewLease(
	db: Db,
	{ runId, fence }: RunLease,
): Promise<boolean> {
	const count = await db.$executeRaw`
		UPDATE run SET lease_until = app_now() + make_interval(secs => ${RUN_LEASE_MS / 1000})
		WHERE id = ${runId}::uuid AND fence = ${fence} AND state = 'running'`;
	return count === 1;
}

/** Runs that a worker could take up now, the oldest first. */
export async function listDueRunIds(
	db: Db | Tx,
	now: Date,
	limit: number,
): Promise<string[]> {
	const rows = await db.run.findMany({
		where: {
			OR: [
				{ state: { in: ["queued", "waiting"] }, nextAttemptAt: { lte: now } },
				{ state: "running", ...leaseOver(now) },
			],
		},
		orderBy: { id: "asc" },
		take: limit,
		select: { id: true },
	});
	return rows.map(({ id }) => id);
}

/** The unfinished runs of an account, the oldest first. */
export async function listUnfinished(
	db: Db | Tx,
	accountId: string,
): Promise<Run[]> {
	const rows = await db.run.findMany({
		where: { accountId, state: { in: [...UNFINISHED] } },
		orderBy: { id: "asc" },
	});
	return rows.map(toRun);
}
