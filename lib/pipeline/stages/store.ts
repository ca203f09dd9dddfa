import type { Json } from "@/lib/core/canonical-json";
import { newId } from "@/lib/core/ids";
import type { Db, Tx } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { type StageName, StageName as StageSchema } from "@/lib/pipeline/model";

type Row = Awaited<ReturnType<Db["stageCheckpoint"]["findFirstOrThrow"]>>;

const toCheckpoint = (row: Row) => ({
	...row,
	stage: StageSchema.parse(row.stage),
});

export type StageCheckpoint = ReturnType<typeof toCheckpoint>;

/** Everything that was tried in a run, oldest first, superseded stages included. */
export async function listCheckpoints(
	db: Db | Tx,
	runId: string,
): Promise<StageCheckpoint[]> {
	const rows = await db.stageCheckpoint.findMany({
		where: { runId },
		orderBy: { id: "asc" },
	});
	return rows.map(toCheckpoint);
}

export type StageMark = {
	runId: string;
	stage: StageName;
	state: "running" | "succeeded" | "failed";
	tookMs: number | null;
};

/** How far the stages of these runs are, without what was set aside. */
export async function listStageMarks(
	db: Db | Tx,
	runIds: readonly string[],
): Promise<StageMark[]> {
	const rows = await db.stageCheckpoint.findMany({
		where: { runId: { in: [...runIds] }, state: { not: "superseded" } },
		select: { runId: true, stage: true, state: true, tookMs: true },
	});
	return rows.flatMap(({ state, stage, ...row }) =>
		state === "superseded"
			? []
			: [{ ...row, stage: StageSchema.parse(stage), state }],
	);
}

/** Sets what these stages left aside; returns how many rows that were. */
export async function supersede(
	tx: Tx,
	runId: string,
	stages: readonly StageName[],
	exceptId?: string,
): Promise<number> {
	const { count } = await tx.stageCheckpoint.updateMany({
		where: {
			runId,
			stage: { in: [...stages] },
			state: { not: "superseded" },
			...(exceptId && { NOT: { id: exceptId } }),
		},
		data: { state: "superseded" },
	});
	return count;
}

/** Sets unfinished tries aside, so that the stage is counted from the first try again. */
export async function dropFailedAttempts(tx: Tx, runId: string): Promise<void> {
	await tx.stageCheckpoint.updateMany({
		where: { runId, state: { in: ["running", "failed"] } },
		data: { state: "superseded" },
	});
}

/** The stage's row of this try: the one it tried before with the same input, or a new one. */
export async function openCheckpoint(
	tx: Tx,
	open: {
		runId: string;
		stage: StageName;
		inputDigest: string;
		tries: number;
		now: Date;
	},
): Promise<string> {
	const { runId, stage, inputDigest, tries, now } = open;
	const before = await tx.stageCheckpoint.findFirst({
		where: {
			runId,
			stage,
			inputDigest,
			state: { in: ["running", "failed"] },
		},
		select: { id: true },
	});
	await supersede(tx, runId, [stage], before?.id);
	if (!before) {
		const id = newId();
		await tx.stageCheckpoint.create({
			data: {
				id,
				runId,
				stage,
				state: "running",
				inputDigest,
				tries,
				startedAt: now,
			},
			select: { id: true },
		});
		return id;
	}
	await tx.stageCheckpoint.update({
		where: { id: before.id },
		data: {
			state: "running",
			tries,
			startedAt: now,
			finishedAt: null,
			tookMs: null,
			fault: null,
		},
		select: { id: true },
	});
	return before.id;
}

export async function closeCheckpoint(
	tx: Tx,
	id: string,
	end: {
		state: "succeeded" | "failed";
		output: Json;
		fault: string | null;
		now: Date;
		tookMs: number;
	},
): Promise<void> {
	const { state, output, fault, now, tookMs } = end;
	await tx.stageCheckpoint.update({
		where: { id, state: "running" },
		data: {
			state,
			output:
				output === null ? Prisma.DbNull : (output as Prisma.InputJsonValue),
			fault,
			finishedAt: now,
			tookMs,
		},
		select: { id: true },
	});
}

/** Copies finished stages into another run, to go on from there. */
export async function copyCheckpoints(
	tx: Tx,
	from: readonly StageCheckpoint[],
	toRunId: string,
): Promise<void> {
	await tx.stageCheckpoint.createMany({
		data: from.map(({ output, ...row }) => ({
			...row,
			id: newId(),
			runId: toRunId,
			output: output === null ? Prisma.DbNull : output,
		})),
	});
}

/** The outputs that a stage left in the account's last runs, newest first. */
export async function listRecentOutputs(
	db: Db | Tx,
	accountId: string,
	{ stage, limit }: { stage: StageName; limit: number },
): Promise<unknown[]> {
	const rows = await db.stageCheckpoint.findMany({
		where: { stage, state: "succeeded", run: { accountId } },
		orderBy: { finishedAt: "desc" },
		take: limit,
		select: { output: true },
	});
	return rows.map(({ output }) => output);
}
