import { z } from "zod";
import { readAccountFacts } from "@/lib/accounts/facts";
import { personIdOf } from "@/lib/auth/actor";
import { type CommandContext, command } from "@/lib/command";
import { AppError } from "@/lib/core/errors";
import { NO_LEASE } from "@/lib/core/lease";
import { localDay } from "@/lib/core/time";
import {
	dayKey,
	type RunState,
	StartInput,
	statesBefore,
} from "@/lib/pipeline/model";
import { dropFailedAttempts } from "@/lib/pipeline/stages/store";
import { findByDedupeKey, insertRun, loadRun, lockRun, moveRun } from "./store";

export type Started = { runId: string; state: RunState; created: boolean };

/** Inserts a run under its key, or finds the one that has it; both are told in the audit. Throws `refused` on a paused account. */
export async function startUnder(
	{ tx, actor, now, trace }: CommandContext,
	input: {
		accountId: string;
		topic: string;
		slotAt: Date | null;
		dedupeKey: string | null;
	},
) {
	const account = await readAccountFacts(tx, input.accountId);
	if (account.state === "paused")
		throw new AppError(
			"refused",
			`@${account.handle} is paused: no new run starts until it is resumed in Settings`,
		);
	const id = await insertRun(tx, {
		...input,
		startedBy: personIdOf(actor) ?? actor.id,
		startedByName: actor.name,
		trace,
		at: now,
	});
	const existing =
		id === null && input.dedupeKey !== null
			? await findByDedupeKey(tx, input.dedupeKey)
			: null;
	const value: Started | null =
		id !== null
			? { runId: id, state: "queued", created: true }
			: existing && {
					runId: existing.id,
					state: existing.state,
					created: false,
				};
	if (!value) throw new AppError("conflict", "the run was not started");
	const audit = {
		action: value.created ? "run.start" : "run.start-again",
		subject: { type: "run", id: value.runId },
		accountId: input.accountId,
		after: { topic: input.topic, slotAt: input.slotAt, state: value.state },
	} as const;
	return { value, audit: [audit] as const };
}

/**
 * Starts a run: with "day" at most one per account, topic and local day (the existing one is the
 * answer then, `created` false), with "new" always another. Throws `not_found` for an unknown account.
 */
export const startRun = command({
	permission: "run:start",
	input: StartInput,
	scope: (_, { accountId }) => ({ account: accountId }),
	run: async (context, { accountId, topic, dedupe, slotAt }) => {
		const account = await readAccountFacts(context.tx, accountId);
		if (slotAt && slotAt <= context.now)
			throw new AppError("bad_input", "the slot is already past");
		const day = localDay(context.now, account.timeZone);
		return startUnder(context, {
			accountId,
			topic,
			slotAt: slotAt ?? null,
			dedupeKey: dedupe === "day" ? dayKey(accountId, topic, day) : null,
		});
	},
});

const RunInput = z.object({ runId: z.uuid() });

const scopeOfRun = async (
	{ tx }: CommandContext,
	{ runId }: { runId: string },
) => ({
	account: (await loadRun(tx, runId)).accountId,
});

/** Lets a failed run go on from the stage that failed; finished stages are not repeated. */
export const resumeRun = command({
	permission: "run:start",
	input: RunInput,
	scope: scopeOfRun,
	run: async ({ tx, now }, { runId }) => {
		const run = await lockRun(tx, runId);
		if (run.state !== "failed" && run.state !== "waiting")
			throw new AppError("conflict", `a ${run.state} run cannot be resumed`);
		await moveRun(tx, run, {
			state: "queued",
			fault: null,
			tries: 0,
			nextAttemptAt: now,
			finishedAt: null,
		});
		await dropFailedAttempts(tx, runId);
		const audit = {
			action: "run.resume",
			subject: { type: "run", id: runId },
			accountId: run.accountId,
			before: { state: run.state, fault: run.fault },
			after: { state: "queued", stage: run.stage },
		} as const;
		return { value: { runId, stage: run.stage }, audit: [audit] };
	},
});

/** Ends a run that has not finished; a worker that is at it saves nothing more. */
export const cancelRun = command({
	permission: "run:start",
	input: RunInput.extend({ reason: z.string().trim().min(1).max(500) }),
	scope: scopeOfRun,
	run: async ({ tx, now }, { runId, reason }) => {
		const run = await lockRun(tx, runId);
		if (!statesBefore("cancelled").includes(run.state))
			throw new AppError("conflict", `a ${run.state} run cannot be cancelled`);
		await moveRun(tx, run, {
			state: "cancelled",
			finishedAt: now,
			...NO_LEASE,
		});
		const audit = {
			action: "run.cancel",
			subject: { type: "run", id: runId },
			accountId: run.accountId,
			reason,
			before: { state: run.state },
			after: { state: "cancelled" },
		} as const;
		return { value: { runId }, audit: [audit] };
	},
});
