import { z } from "zod";
import { findAccount } from "@/lib/accounts/views";
import type { AuditEvent } from "@/lib/audit/event";
import { type CommandContext, command, readsWithin } from "@/lib/command";
import { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { type BacklogChange, decideBacklog } from "./hypotheses";
import { type BacklogRefreshed, DecideHypothesis } from "./model";
import {
	changeStatus,
	insertHypothesis,
	listHypothesisRows,
	loadHypothesis,
	lockBacklogOf,
	noteSeen,
} from "./store";
import { readAccountSignals, readTopicsOf } from "./views-signals";

async function applyChange(
	{ tx, now }: CommandContext,
	accountId: string,
	{ add, seen }: BacklogChange,
): Promise<AuditEvent[]> {
	const events: AuditEvent[] = [];
	const note = (
		action: AuditEvent["action"],
		id: string,
		{ topic, statement, evidence }: BacklogChange["add"][number],
	) =>
		events.push({
			action,
			subject: { type: "hypothesis", id },
			accountId,
			after: { topic, statement },
			facts: { signals: evidence.map(({ signalId }) => signalId) },
		});
	for (const proposal of add) {
		const id = newId();
		const { topic, statement, seenAt } = proposal;
		const evidence = [...proposal.evidence];
		await insertHypothesis(tx, {
			id,
			accountId,
			topic,
			statement,
			evidence,
			createdAt: now,
			seenAt,
		});
		note("hypothesis.add", id, proposal);
	}
	for (const again of seen) {
		const { id, statement, seenAt } = again;
		await noteSeen(tx, {
			id,
			statement,
			evidence: [...again.evidence],
			seenAt,
		});
		note("hypothesis.see", id, again);
	}
	return events;
}

/** Proposes topics that this week's signals share, and renews those that they show again. */
export const refreshHypotheses = command({
	permission: "run:advance",
	input: z.object({ accountId: z.uuid() }),
	scope: (_, { accountId }) => ({ account: accountId }),
	run: async (context, { accountId }) => {
		await lockBacklogOf(context.tx, accountId);
		const ctx = readsWithin(context);
		const account = await findAccount(ctx, accountId);
		if (!account) throw new AppError("not_found", "there is no such account");
		const signals = await readAccountSignals(ctx, accountId);
		const backlog = await listHypothesisRows(context.tx, accountId);
		const taken = await readTopicsOf(ctx, accountId);
		const { niche } = account.brand;
		const change = decideBacklog(
			{ signals, niche, taken, backlog },
			context.now,
		);
		const events = await applyChange(context, accountId, change);
		const proposed = backlog.filter(({ status }) => status === "proposed");
		const value: BacklogRefreshed = {
			added: change.add.map(({ topic }) => topic),
			seenAgain: change.seen.map(({ topic }) => topic),
			open: proposed.length + change.add.length,
		};
		const sum = {
			action: "hypothesis.refresh",
			subject: { type: "account", id: accountId },
			accountId,
			after: value,
			facts: { signals: signals.length },
		} as const;
		return { value, audit: [sum, ...events] };
	},
});

/** Keeps a hypothesis for the plan, or drops it for good; a later verdict may say otherwise. Throws `not_found`, `conflict`. */
export const decideHypothesis = command({
	permission: "strategy:manage",
	input: DecideHypothesis,
	scope: async ({ tx }, { hypothesisId }) => ({
		account: (await loadHypothesis(tx, hypothesisId)).accountId,
	}),
	run: async ({ tx }, { hypothesisId, verdict, note }) => {
		const seen = await loadHypothesis(tx, hypothesisId);
		if (seen.status === verdict)
			throw new AppError("conflict", `the hypothesis is ${verdict} already`);
		await changeStatus(tx, seen, verdict);
		const audit = {
			action: "hypothesis.decide",
			subject: { type: "hypothesis", id: hypothesisId },
			accountId: seen.accountId,
			reason: note || null,
			before: { status: seen.status },
			after: { status: verdict, topic: seen.topic },
		} as const;
		return { value: { topic: seen.topic, status: verdict }, audit: [audit] };
	},
});
