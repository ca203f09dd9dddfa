import type { Ctx } from "@/lib/command";
import { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { addMs, SECOND } from "@/lib/core/time";
import { databaseErrorCode } from "@/lib/db/client";
import { appNow } from "@/lib/db/clock";
import type { Deps } from "@/lib/pipeline/deps";
import {
	isUnfinished,
	MAX_STAGE_ATTEMPTS,
	type Run,
	type RunState,
} from "@/lib/pipeline/model";
import { STAGE_OF } from "@/lib/pipeline/stages/stages";
import { listCheckpoints } from "@/lib/pipeline/stages/store";
import { usageOfFailure } from "@/lib/pipeline/stages/usage";
import { failStage, saveStage } from "./commands-save";
import { type Begun, beginStage } from "./commands-stage";
import { classifyFailure, isBadValue, refusedValue } from "./failure";
import { whileLeased } from "./lease-keeper";
import { findPosition, type Position } from "./position";
import { loadRun } from "./store";

export type Advance =
	| {
			kind: "ended";
			state: RunState;
			postId: string | null;
			fault: string | null;
	  }
	/** The next try is due then. */
	| { kind: "waiting"; until: Date; fault: string | null }
	/** Another worker has it, until then at least. */
	| { kind: "busy"; until: Date };

type Worker = { ctx: Ctx; deps: Deps; owner: string; shutdown: AbortSignal };

const isLostLease = (error: unknown): boolean =>
	error instanceof AppError && error.details.lostLease === true;

/** Why this worker cannot go on with the run now; null when it can. */
function standstill(run: Run, owner: string, now: Date): Advance | null {
	const { state, postId, fault, leaseUntil, nextAttemptAt } = run;
	if (!isUnfinished(state)) return { kind: "ended", state, postId, fault };
	if (state !== "running" && nextAttemptAt > now)
		return { kind: "waiting", until: nextAttemptAt, fault };
	const isHeld = state === "running" && leaseUntil !== null && leaseUntil > now;
	return isHeld && run.leaseOwner !== owner
		? { kind: "busy", until: leaseUntil }
		: null;
}

/** Runs one begun stage outside any transaction and saves how it went; a save that comes late changes nothing. */
async function work(
	{ ctx, deps, shutdown }: Worker,
	run: Run,
	{ position, begun }: { position: Position; begun: Begun },
): Promise<void> {
	const { stage, outputs, turn } = position;
	const { fence, checkpointId, tries, now } = begun;
	const lease = { runId: run.id, fence };
	const startedAt = performance.now();
	const at = () => ({
		...lease,
		stage,
		checkpointId,
		tries,
		tookMs: Math.round(performance.now() - startedAt),
	});
	try {
		const executed = await whileLeased(ctx.db, lease, async (lost) => {
			const execute = await STAGE_OF[stage].prepare({
				ctx,
				run,
				outputs,
				now,
				turn,
			});
			return execute({ deps, signal: AbortSignal.any([lost, shutdown]) });
		});
		await saveStage(ctx, { at: at(), executed });
	} catch (error) {
		const refusal = databaseErrorCode(error);
		// The database decides nothing by failing: the lease runs out and the stage is tried again.
		if (isLostLease(error) || (refusal !== null && !isBadValue(refusal)))
			throw error;
		await failStage(ctx, {
			at: at(),
			failure:
				refusal === null ? classifyFailure(error) : refusedValue(refusal),
			usage: usageOfFailure(error),
		});
	}
}

/** One stage of a run that is free: begin, work, save. Returns why it cannot go on, or null after a step. */
async function step(worker: Worker, runId: string): Promise<Advance | null> {
	const { ctx, owner } = worker;
	const run = await loadRun(ctx.db, runId);
	const now = await appNow(ctx.db);
	const stands = standstill(run, owner, now);
	if (stands) return stands;
	const checkpoints = await listCheckpoints(ctx.db, runId);
	const position = await findPosition(ctx, run, checkpoints);
	if (!position)
		throw new AppError("conflict", "every stage is done, the run is not");
	const { stage, inputDigest, tries } = position;
	const begun = await beginStage(ctx, {
		runId,
		fence: run.fence,
		owner,
		stage,
		inputDigest,
		tries,
	});
	if (tries < MAX_STAGE_ATTEMPTS) await work(worker, run, { position, begun });
	else await giveUp(ctx, run, { position, begun });
	return null;
}

/** A stage that was started so often without an end would take down one worker after another. */
async function giveUp(
	ctx: Ctx,
	run: Run,
	{ position, begun }: { position: Position; begun: Begun },
): Promise<void> {
	const { stage, tries } = position;
	await failStage(ctx, {
		at: { ...begun, runId: run.id, stage, tookMs: 0 },
		failure: {
			kind: "permanent",
			message: `the stage ${stage} was started ${tries} times and never ended`,
			retryAfterMs: 0,
		},
		usage: [],
	});
}

/**
 * Takes a run through its stages, one at a time, until it ends, must wait, or another worker has
 * it. Any number of workers may call this for the same run: each stage counts once. Killed at any
 * point, the next call goes on after the last finished stage.
 */
export async function advanceRun(
	ctx: Ctx,
	runId: string,
	{ deps, shutdown }: { deps: Deps; shutdown?: AbortSignal | undefined },
): Promise<Advance> {
	const signal = shutdown ?? new AbortController().signal;
	const worker = { ctx, deps, owner: newId(), shutdown: signal };
	for (;;) {
		try {
			const stands = await step(worker, runId);
			if (stands) return stands;
		} catch (error) {
			if (!isLostLease(error)) throw error;
			const now = await appNow(ctx.db);
			const run = await loadRun(ctx.db, runId);
			const stands = standstill(run, worker.owner, now);
			return stands ?? { kind: "busy", until: addMs(now, SECOND) };
		}
	}
}
