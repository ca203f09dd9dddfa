import { z } from "zod";
import type { Checkpoint } from "@/lib/audit/checkpoints/model";
import type { ChainedEvent } from "@/lib/audit/event";
import type { Json } from "@/lib/core/canonical-json";

/** Marks a file that holds decision records, their events and the signatures over those. */
export const DECISION_FORMAT = "signalbox.decision.v1";

const Carried = z.object({
	decisionId: z.string(),
	recordSha256: z.string(),
});

/** The record that an event vouches for; null when it is about none. */
export function carriedBy({
	action,
	after,
}: Pick<ChainedEvent, "action" | "after">) {
	if (action !== "gate.decide") return null;
	return Carried.safeParse(after).data ?? null;
}

/** One answer of the gate, the event that carries its digest, and a signed statement that this event is in the chain. */
export type DecisionProof = {
	record: Json;
	event: ChainedEvent;
	checkpoint: Checkpoint;
};

/** The one spelling of such a file: the verifier takes no other. */
export const spellDecisionFile = (decisions: readonly unknown[]): string =>
	`${JSON.stringify({ format: DECISION_FORMAT, decisions }, null, 2)}\n`;

export const writeDecisionFile = (
	decisions: readonly DecisionProof[],
): string => spellDecisionFile(decisions);
