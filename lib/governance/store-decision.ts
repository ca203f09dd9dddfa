import type { Json } from "@/lib/core/canonical-json";
import type { Db, Tx } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";

export type DecisionRecord = {
	id: string;
	postId: string;
	accountId: string;
	at: Date;
	phase: "claim" | "intent" | "due";
	mode: "live" | "simulated" | "held" | "stopped";
	reasons: Json;
	facts: Json;
	windowId: string | null;
	windowRevision: number | null;
	policyVersion: string;
	approvalDigest: string | null;
	duties: string;
};

export async function insertDecision(
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

/** The newest first. */
export async function listDecisions(
	db: Db | Tx,
	postId: string,
): Promise<DecisionRecord[]> {
	const rows = await db.gateDecision.findMany({
		where: { postId },
		orderBy: [{ at: "desc" }, { id: "desc" }],
	});
	return rows.map((row) => ({
		...row,
		reasons: row.reasons as Json,
		facts: row.facts as Json,
	}));
}
