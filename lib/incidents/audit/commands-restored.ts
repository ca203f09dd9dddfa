import { z } from "zod";
import { listAudit } from "@/lib/audit/views";
import { type CommandContext, command, readsWithin } from "@/lib/command";
import { AppError } from "@/lib/core/errors";
import { lockStops } from "@/lib/db/stop-lock";
import { setHalt } from "@/lib/governance/stops/commands";
import { AUDIT_CAUSE } from "@/lib/incidents/causes";
import { openIncident } from "@/lib/incidents/incident/commands-open";

/** What a person has to do, besides finding out what happened. */
const MEND =
	"restore the newest backup; or keep this state: move the checkpoints after it elsewhere, then lift the halt";

const subjectOf = (seq: string) => ({ type: "checkpoint", id: seq });

/** Was the loss of this checkpoint reported in this database? */
async function isReported(
	context: CommandContext,
	seq: string,
): Promise<boolean> {
	const { type, id } = subjectOf(seq);
	const [event] = await listAudit(readsWithin(context), {
		action: "audit.restored",
		subjectType: type,
		subjectId: id,
		limit: 1,
	});
	return event !== undefined;
}

/**
 * Stops publishing everywhere and opens a SEV1, since a signed checkpoint knows more than the database
 * does: windows that had been closed may be open again. Once per checkpoint, however often it is seen
 * and whoever lifts the halt; later calls throw `conflict`.
 */
export const stopAsRestored = command({
	permission: "halt:set",
	input: z.object({
		file: z.string(),
		seq: z.string(),
		at: z.date(),
		database: z.enum(["older", "other"]),
	}),
	run: async (context, { file, seq, at, database }) => {
		await lockStops(context.tx);
		if (await isReported(context, seq))
			throw new AppError("conflict", "this was reported already");
		const differs = database === "older" ? "is older than" : "differs from";
		const reason = `the database ${differs} the checkpoint of ${at.toISOString()}: restored?`;
		const halt = await setHalt.inTx(context, { reason });
		const kind = database === "older" ? "truncated" : "rewritten";
		const incident = await openIncident.inTx(context, {
			accountId: null,
			title: `The database ${differs} its newest audit checkpoint: restored?`,
			severity: 1,
			dedupeKey: AUDIT_CAUSE,
			detector: "audit_chain",
			evidence: { kind, seq, checkpoint: file, mend: MEND },
		});
		return {
			value: { haltId: halt.value.haltId, ...incident.value },
			audit: [
				{
					action: "audit.restored",
					subject: subjectOf(seq),
					reason,
					facts: { file, database },
				},
				...halt.audit,
				...incident.audit,
			],
		};
	},
});
