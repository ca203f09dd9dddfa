import { z } from "zod";
import { AppError, demandOne } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import type { Db, Tx } from "@/lib/db/client";
import {
	EvidenceSignal,
	type HypothesisStatus,
	type RankingEvidence,
	type WeightChange,
} from "./model";

type Row = Awaited<ReturnType<Db["hypothesis"]["findFirstOrThrow"]>>;
export type Hypothesis = Omit<Row, "evidence"> & { evidence: EvidenceSignal[] };

const toHypothesis = (row: Row): Hypothesis => ({
	...row,
	evidence: z.array(EvidenceSignal).parse(row.evidence),
});

/** Makes those who refresh this account's backlog take turns, until the transaction ends. */
export async function lockBacklogOf(tx: Tx, accountId: string): Promise<void> {
	await tx.$executeRaw`
		SELECT pg_advisory_xact_lock(hashtextextended(${`backlog:${accountId}`}, 0))`;
}

/** The whole backlog of an account, the undecided first, then the kept; within these the last seen first. */
export async function listHypothesisRows(
	db: Db | Tx,
	accountId: string,
): Promise<Hypothesis[]> {
	const rows = await db.hypothesis.findMany({
		where: { accountId },
		orderBy: [{ status: "asc" }, { seenAt: "desc" }, { topic: "asc" }],
	});
	return rows.map(toHypothesis);
}

/** Throws `not_found`. */
export async function loadHypothesis(
	db: Db | Tx,
	id: string,
): Promise<Hypothesis> {
	const row = await db.hypothesis.findUnique({ where: { id } });
	if (!row) throw new AppError("not_found", "there is no such hypothesis");
	return toHypothesis(row);
}

export async function insertHypothesis(
	tx: Tx,
	row: Omit<Hypothesis, "status">,
): Promise<void> {
	await tx.hypothesis.create({ data: row, select: { id: true } });
}

export async function noteSeen(
	tx: Tx,
	{ id, ...seen }: Pick<Hypothesis, "id" | "statement" | "evidence" | "seenAt">,
): Promise<void> {
	await tx.hypothesis.update({
		where: { id },
		data: seen,
		select: { id: true },
	});
}

/** Compare-and-set by the status that was seen. Throws `conflict`. */
export async function changeStatus(
	tx: Tx,
	seen: Pick<Hypothesis, "id" | "status">,
	status: HypothesisStatus,
): Promise<void> {
	demandOne(
		await tx.hypothesis.updateMany({
			where: { id: seen.id, status: seen.status },
			data: { status },
		}),
		"the hypothesis changed meanwhile",
	);
}

/** Why the strategy was changed, and how (R10); the database refuses one without either. */
export type Decision = {
	kind: "ranking";
	at: Date;
	decidedBy: string;
	decidedByName: string;
	strategyBefore: number;
	strategyAfter: number;
	evidence: RankingEvidence;
	delta: WeightChange[];
};

export async function insertOptimisationDecision(
	tx: Tx,
	row: Decision,
): Promise<void> {
	await tx.optimisationDecision.create({
		data: { ...row, id: newId() },
		select: { id: true },
	});
}

/** The last decision of that kind, without what it was taken on. */
export const findLastDecision = (db: Db | Tx, kind: Decision["kind"]) =>
	db.optimisationDecision.findFirst({
		where: { kind },
		orderBy: { at: "desc" },
		omit: { evidence: true, delta: true },
	});
