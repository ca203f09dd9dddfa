import type { Json } from "@/lib/core/canonical-json";
import type { Tx } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";

type DecisionRecord = {
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
