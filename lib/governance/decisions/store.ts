import type { Json } from "@/lib/core/canonical-json";
import type { Db, Tx } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";
import type { GateDecision } from "@/lib/governance/model";
import type { GatePhase } from "./model-record";

/** One answer of the gate as it is stored; its digest is of exactly these members. */
export type DecisionRecord = {
	id: string;
	postId: string;
	accountId: string;
	at: Date;
	phase: GatePhase;
	mode: GateDecision["mode"];
	reasons: Json;
	facts: Json;
	windowId: string | null;
	windowRevision: number | null;
	policyVersion: string;
	approvalDigest: string | null;
	duties: string;
};

export async function insertGateDecision(
	tx: Tx,
	record: DecisionRecord,
): Promise<void> {
	await tx.gateDecision.create({
		data: {
			...record,
			reasons: record.reasons as Prisma.InputJsonValue,
			facts: record.facts as Prisma.InputJsonValue,
		},
	});
}

type Row = Awaited<ReturnType<Db["gateDecision"]["findFirstOrThrow"]>>;

const toRecord = (row: Row): DecisionRecord => ({
	...row,
	reasons: row.reasons as Json,
	facts: row.facts as Json,
});

export async function findDecision(
	db: Db | Tx,
	id: string,
): Promise<DecisionRecord | null> {
	const row = await db.gateDecision.findUnique({ where: { id } });
	return row && toRecord(row);
}

const NEWEST_FIRST = [{ at: "desc" }, { id: "desc" }] as const;

/** Newest first. */
export async function listDecisionsOfPost(
	db: Db | Tx,
	postId: string,
): Promise<DecisionRecord[]> {
	const rows = await db.gateDecision.findMany({
		where: { postId },
		orderBy: [...NEWEST_FIRST],
	});
	return rows.map(toRecord);
}

/** Newest first, on these accounts. */
export async function listLatestDecisions(
	db: Db | Tx,
	accountIds: readonly string[],
	limit: number,
): Promise<DecisionRecord[]> {
	const rows = await db.gateDecision.findMany({
		where: { accountId: { in: [...accountIds] } },
		orderBy: [...NEWEST_FIRST],
		take: limit,
	});
	return rows.map(toRecord);
}
