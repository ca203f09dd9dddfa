import { z } from "zod";
import {
	publicKeyText,
	readPrivateKey,
	signCheckpoint,
} from "@/lib/audit/checkpoints/model";
import { demandNothingLost } from "@/lib/audit/checkpoints/views";
import { microsOf } from "@/lib/audit/event";
import {
	type DecisionProof,
	writeDecisionFile,
} from "@/lib/audit/export/decision-file";
import { type Ctx, command } from "@/lib/command";
import { toCanonical } from "@/lib/core/canonical-json";
import { AppError } from "@/lib/core/errors";
import { appNow } from "@/lib/db/clock";
import {
	findDecisionEvent,
	loadDecision,
} from "@/lib/governance/decisions/views";
import { readDecision } from "./views";

/** Exports are themselves audited, before they happen (AC-A7). */
const recordExport = command({
	permission: "audit:export",
	input: z.object({ decisionId: z.uuid(), accountId: z.uuid() }),
	scope: (_, { accountId }) => ({ account: accountId }),
	run: async (_, { decisionId, accountId }) => ({
		value: null,
		audit: [
			{
				action: "audit.export",
				subject: { type: "decision", id: decisionId },
				accountId,
			},
		],
	}),
});

export type DecisionExport = {
	/** The file's name and text. */
	name: string;
	text: string;
	decisions: number;
	/** With which anybody verifies the file, without us. */
	publicKey: string;
};

/**
 * A decision record and those of the same round, each with the chained event that carries its digest and a
 * signature over that event. Throws `not_found`, `forbidden`; `conflict` when no event vouches for it or
 * the database lost what was signed before.
 * @param privateKey SIGNALBOX_CHECKPOINT_KEY
 */
export async function exportDecision(
	ctx: Ctx,
	{ id, privateKey }: { id: string; privateKey: string | undefined },
): Promise<DecisionExport> {
	if (!privateKey)
		throw new AppError("misconfigured", "SIGNALBOX_CHECKPOINT_KEY is not set");
	const key = readPrivateKey(privateKey);
	const { decision, round } = await readDecision(ctx, id);
	await demandNothingLost(ctx, publicKeyText(key));
	const { accountId } = decision;
	await recordExport(ctx, { decisionId: decision.id, accountId });
	const at = microsOf(await appNow(ctx.db));
	const decisions: DecisionProof[] = [];
	for (const each of round.claim
		? [round.claim, ...round.intents]
		: round.intents) {
		const record = await loadDecision(ctx, each.id);
		const event = await findDecisionEvent(ctx, record);
		if (!event)
			throw new AppError("conflict", "no audit event vouches for this record");
		const { seq, hash } = event;
		const checkpoint = signCheckpoint(key, { seq, hash, at }, "event");
		decisions.push({ record: toCanonical(record), event, checkpoint });
	}
	return {
		name: `signalbox-decision-${decision.id}.json`,
		text: writeDecisionFile(decisions),
		decisions: decisions.length,
		publicKey: publicKeyText(key),
	};
}
