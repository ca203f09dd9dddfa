import { z } from "zod";
import { command } from "@/lib/command";
import { digestOf, toCanonical } from "@/lib/core/canonical-json";
import { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import type { AttributedFacts } from "@/lib/governance/gate/model-attributed";
import { type GateDecision, SIGNALS } from "@/lib/governance/model";
import { soleAccountOf } from "@/lib/governance/windows/access";
import { markSwept } from "@/lib/governance/windows/store";
import { GATE_PHASES } from "./model-record";
import { insertGateDecision } from "./store";

const GATE_VERSION = "gate@1";

/** The facts as they are kept: no names, people by id (erasure must not break a record). */
function recordedFacts(facts: AttributedFacts): unknown {
	return {
		...facts,
		windows: facts.windows.map((window) => ({
			...window,
			grants: window.grants.map(({ grantedByName: _, ...grant }) => grant),
		})),
		halts: facts.halts.map(({ setByName: _, ...halt }) => halt),
	};
}

function recordedReasons(
	decision: GateDecision,
	facts: AttributedFacts,
): unknown {
	if (decision.mode === "held")
		return {
			why: decision.why.map((hold) => {
				if (hold.kind !== "halt") return hold;
				const halt = facts.halts.find(({ id }) => id === hold.haltId);
				return { ...hold, by: halt?.setBy ?? null };
			}),
		};
	const { mode: _, ...reasons } = decision;
	return reasons;
}

/** Who stands behind a live answer (R1: signals from the environment count as no person). */
function dutiesOf(decision: GateDecision, facts: AttributedFacts): string {
	if (facts.duties === "off") return "off";
	if (decision.mode !== "live") return "enforced";
	const { authority } = decision;
	if (authority.kind === "environment")
		return "environment, duties not enforced";
	if (authority.windowKind === "break_glass")
		return "break-glass, duties waived";
	const alone = SIGNALS.filter((signal) => facts.environment[signal]);
	return alone.length > 0
		? `enforced, except for what the environment granted: ${alone.join(", ")}`
		: "enforced";
}

/** Writes the decision record of a due post; join it with `inTx`, it belongs to the caller's transaction. */
export const recordDecision = command({
	permission: "post:publish",
	input: z.object({
		postId: z.uuid(),
		accountId: z.uuid(),
		phase: z.enum(GATE_PHASES),
		decision: z.custom<GateDecision>(),
		facts: z.custom<AttributedFacts>(),
		policyVersion: z.string(),
	}),
	scope: (_, { accountId }) => ({ account: accountId }),
	run: async ({ tx, now }, input) => {
		const { postId, accountId, phase, decision, facts } = input;
		const authority = decision.mode === "live" ? decision.authority : null;
		const window = authority?.kind === "window" ? authority : null;
		const approval = facts.post.approval;
		const record = {
			postId,
			accountId,
			phase,
			mode: decision.mode,
			reasons: toCanonical(recordedReasons(decision, facts)),
			facts: toCanonical(recordedFacts(facts)),
			windowId: window?.windowId ?? null,
			windowRevision: window?.revision ?? null,
			policyVersion: `${GATE_VERSION} ${input.policyVersion}`,
			approvalDigest: approval.kind === "approved" ? approval.digest : null,
			duties: dutiesOf(decision, facts),
		};
		const id = newId();
		await insertGateDecision(tx, { id, at: now, ...record });
		return {
			value: id,
			audit: [
				{
					action: "gate.decide",
					subject: { type: "post", id: postId },
					accountId,
					after: {
						decisionId: id,
						phase,
						mode: decision.mode,
						reasons: record.reasons,
						duties: record.duties,
						recordSha256: digestOf({ id, at: now, ...record }),
					},
				},
			],
		};
	},
});

/** Writes down that a window ended by the clock; deciding never waits for this. */
export const recordExpiry = command({
	permission: "post:publish",
	input: z.object({ windowId: z.uuid() }),
	run: async ({ tx, now }, { windowId }) => {
		const ended = await markSwept(tx, windowId, now);
		if (!ended) throw new AppError("conflict", "its end is already recorded");
		return {
			value: ended,
			audit: [
				{
					action: "window.expire",
					subject: { type: "window", id: windowId },
					accountId: soleAccountOf(ended),
					after: { closesAt: ended.closesAt },
				},
			],
		};
	},
});
