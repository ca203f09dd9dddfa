import type { CheckpointLocation } from "@/lib/audit/checkpoints/files";
import { timeOf } from "@/lib/audit/checkpoints/model";
import { findLost } from "@/lib/audit/checkpoints/views";
import type { DatabaseVerdict } from "@/lib/audit/verify/database";
import { verifyDatabase } from "@/lib/audit/verify/database";
import type { Ctx } from "@/lib/command";
import { AppError } from "@/lib/core/errors";
import { AUDIT_CAUSE } from "@/lib/incidents/causes";
import { openIncident } from "@/lib/incidents/incident/commands-open";
import { findOpenByCause } from "@/lib/incidents/incident/store";
import { stopAsRestored } from "./commands-restored";
import { type AuditFault, isNewFault } from "./fault";

/**
 * Stops publishing when the database does not hold the newest checkpoint that was kept outside of it.
 * Cheap: for every worker's start. Returns whether it stopped anything.
 */
export async function stopIfRestored(
	ctx: Ctx,
	location: CheckpointLocation,
): Promise<boolean> {
	const lost = await findLost(ctx, location);
	if (lost === null) return false;
	const { file, checkpoint, database } = lost;
	const at = timeOf(checkpoint);
	return stopAsRestored(ctx, { file, seq: checkpoint.seq, at, database }).then(
		() => true,
		falseIfReported,
	);
}

const falseIfReported = (error: unknown): false => {
	if (error instanceof AppError && error.code === "conflict") return false;
	throw error;
};

/**
 * Checks the whole log. A fault opens a SEV1 or, while that is open, is noted on it when it is another
 * one. Nothing here closes an incident: that the log is sound again is for a person to judge.
 */
export async function verifyAudit(
	ctx: Ctx,
	location: CheckpointLocation,
): Promise<DatabaseVerdict> {
	await stopIfRestored(ctx, location);
	const verdict = await verifyDatabase(ctx, location);
	if (!verdict.ok) await report(ctx, verdict);
	return verdict;
}

async function report(ctx: Ctx, fault: AuditFault): Promise<void> {
	const { kind, seq, sentence } = fault;
	const cause = { accountId: null, dedupeKey: AUDIT_CAUSE };
	const open = await findOpenByCause(ctx.db, cause);
	if (open && !isNewFault(open.evidence, fault)) return;
	await openIncident(ctx, {
		...cause,
		title: `The audit log is broken at event ${seq} (${kind})`,
		severity: 1,
		detector: "audit_chain",
		evidence: { kind, seq, sentence },
	});
}
