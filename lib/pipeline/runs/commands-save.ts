import { z } from "zod";
import type { AuditEvent } from "@/lib/audit/event";
import { type CommandContext, command } from "@/lib/command";
import type { Json } from "@/lib/core/canonical-json";
import { NO_LEASE } from "@/lib/core/lease";
import { recordUsageEvent } from "@/lib/costs/commands";
import { MAX_STAGE_ATTEMPTS, type Run, StageName } from "@/lib/pipeline/model";
import { STAGE_OUTPUTS } from "@/lib/pipeline/stages/outputs";
import type { Executed, StageUsage } from "@/lib/pipeline/stages/stage";
import { closeCheckpoint } from "@/lib/pipeline/stages/store";
import { storable } from "@/lib/pipeline/storable";
import { backoff } from "./backoff";
import type { RunFailure } from "./failure";
import { loadRun, saveRunFenced } from "./store";

const StageAttempt = z.object({
	runId: z.uuid(),
	fence: z.int(),
	stage: StageName,
	checkpointId: z.uuid(),
	tries: z.int(),
	tookMs: z.int(),
});
type StageAttempt = z.output<typeof StageAttempt>;

const scopeOfRun = async (
	{ tx }: CommandContext,
	{ runId }: { runId: string },
) => ({
	account: (await loadRun(tx, runId)).accountId,
});

async function chargeUsage(
	{ tx, now }: CommandContext,
	run: Run,
	{ at, usage }: { at: StageAttempt; usage: readonly StageUsage[] },
): Promise<void> {
	for (const used of usage)
		await recordUsageEvent(tx, {
			...used,
			idempotencyKey: `${at.checkpointId}:${at.tries}:${used.sku}`,
			at: now,
			accountId: run.accountId,
			runId: run.id,
			postId: null,
			stage: at.stage,
		});
}

const stageEvent = (run: Run, at: StageAttempt, after: object): AuditEvent => ({
	action: "run.stage",
	subject: { type: "run", id: run.id },
	accountId: run.accountId,
	after: { stage: at.stage, tries: at.tries, tookMs: at.tookMs, ...after },
});

const failEvent = (run: Run, at: StageAttempt, fault: string): AuditEvent => ({
	action: "run.fail",
	subject: { type: "run", id: run.id },
	accountId: run.accountId,
	reason: fault,
	after: { stage: at.stage, state: "failed" },
});

/** What a stage's end makes of its run. */
function runAfter(
	stage: StageName,
	{
		output,
		stop,
		now,
	}: { output: unknown; stop: string | undefined; now: Date },
) {
	const ended = { finishedAt: now, ...NO_LEASE };
	if (stop !== undefined)
		return { state: "failed", fault: stop, ...ended } as const;
	if (stage !== "enqueue") return { tries: 0 } as const;
	const { postId } = STAGE_OUTPUTS.enqueue.parse(output);
	return { state: "succeeded", postId, tries: 0, ...ended } as const;
}

/**
 * Saves a stage's result: checkpoint, its further writes and the run's move are one transaction.
 * Throws `conflict` with `lostLease` to a worker that comes back late; nothing changes then.
 */
export const saveStage = command({
	permission: "run:advance",
	input: z.object({ at: StageAttempt, executed: z.custom<Executed>() }),
	scope: (context, { at }) => scopeOfRun(context, at),
	run: async (context, { at, executed }) => {
		const { tx, now } = context;
		await saveRunFenced(tx, at, { fault: null });
		const run = await loadRun(tx, at.runId);
		const saved = await executed.save(context);
		const output = storable(STAGE_OUTPUTS[at.stage].parse(saved.output));
		const { stop } = executed;
		const state = stop === undefined ? "succeeded" : "failed";
		await closeCheckpoint(tx, at.checkpointId, {
			state,
			output: output as Json,
			fault: stop ?? null,
			now,
			tookMs: at.tookMs,
		});
		await chargeUsage(context, run, { at, usage: executed.usage });
		const after = runAfter(at.stage, { output, stop, now });
		await saveRunFenced(tx, at, after);
		const ends: AuditEvent[] = [];
		if (stop !== undefined) ends.push(failEvent(run, at, stop));
		if ("postId" in after)
			ends.push({
				action: "run.finish",
				subject: { type: "run", id: run.id },
				accountId: run.accountId,
				after: { state: "succeeded", postId: after.postId },
			});
		return {
			value: undefined,
			audit: [stageEvent(run, at, { state }), ...saved.audit, ...ends],
		};
	},
});

/** Notes a failed try: the run waits for the next one, or fails for good (permanent, or tried out). */
export const failStage = command({
	permission: "run:advance",
	input: z.object({
		at: StageAttempt,
		failure: z.custom<RunFailure>(),
		usage: z.custom<readonly StageUsage[]>(),
	}),
	scope: (context, { at }) => scopeOfRun(context, at),
	run: async (context, { at, failure, usage }) => {
		const { tx, now } = context;
		const run = await loadRun(tx, at.runId);
		const fault = storable(failure.message);
		const final =
			failure.kind === "permanent" || at.tries >= MAX_STAGE_ATTEMPTS;
		const nextAttemptAt = backoff(at.tries, now, {
			seed: run.id,
			atLeastMs: failure.retryAfterMs,
		});
		await saveRunFenced(tx, at, {
			...NO_LEASE,
			fault,
			...(final
				? { state: "failed", finishedAt: now }
				: { state: "waiting", nextAttemptAt }),
		});
		await closeCheckpoint(tx, at.checkpointId, {
			state: "failed",
			output: null,
			fault,
			now,
			tookMs: at.tookMs,
		});
		await chargeUsage(context, run, { at, usage });
		const after = { state: "failed", fault, kind: failure.kind };
		return {
			value: { final },
			audit: [
				stageEvent(run, at, final ? after : { ...after, nextAttemptAt }),
				...(final ? [failEvent(run, at, fault)] : []),
			],
		};
	},
});
