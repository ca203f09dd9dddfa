import { z } from "zod";
import { type CommandContext, command } from "@/lib/command";
import { AppError } from "@/lib/core/errors";
import { type Run, STAGES, StageName } from "@/lib/pipeline/model";
import {
	copyCheckpoints,
	listCheckpoints,
	type StageCheckpoint,
	supersede,
} from "@/lib/pipeline/stages/store";
import { startUnder } from "./commands";
import { loadRun, lockRun, moveRun } from "./store";

/**
 * From where results are made anew. A verdict is never used again: it was given before the posts
 * that stand beside these words by now.
 */
const stagesAnew = (stage: StageName): readonly StageName[] =>
	STAGES.slice(Math.min(STAGES.indexOf(stage), STAGES.indexOf("moderate")));

const isKept =
	(stage: StageName) =>
	(row: StageCheckpoint): boolean =>
		row.state === "succeeded" && !stagesAnew(stage).includes(row.stage);

/** A run that already made a post keeps it: the stage is re-run in a new run that takes over the stages before. */
async function fork(context: CommandContext, run: Run, stage: StageName) {
	const { tx } = context;
	const { accountId, topic, slotAt } = run;
	const { value, audit } = await startUnder(context, {
		accountId,
		topic,
		slotAt,
		dedupeKey: null,
	});
	const checkpoints = await listCheckpoints(tx, run.id);
	// The stage's own rows come along set aside, so that another turn draws anew.
	const own = checkpoints
		.filter((row) => row.stage === stage)
		.map((row) => ({ ...row, state: "superseded" as const }));
	const kept = checkpoints.filter(isKept(stage));
	await copyCheckpoints(tx, [...kept, ...own], value.runId);
	return { forkId: value.runId, audit };
}

/**
 * Runs one stage again, and all after it, and judges the words anew. A run that already made a post stays as it is: a new
 * run takes over its earlier stages (`forked`). Refused while a worker is at the run, and when an
 * earlier stage is not finished.
 */
export const rerunStage = command({
	permission: "run:start",
	input: z.object({ runId: z.uuid(), stage: StageName }),
	scope: async ({ tx }, { runId }) => ({
		account: (await loadRun(tx, runId)).accountId,
	}),
	run: async (context, { runId, stage }) => {
		const { tx, now } = context;
		const run = await lockRun(tx, runId);
		if (run.state === "running" || run.state === "cancelled")
			throw new AppError(
				"conflict",
				`a stage of a ${run.state} run cannot be run again`,
			);
		const finished = await listCheckpoints(tx, runId);
		const before = STAGES.slice(0, STAGES.indexOf(stage));
		const missing = before.find(
			(name) =>
				!finished.some(
					(row) => row.stage === name && row.state === "succeeded",
				),
		);
		if (missing)
			throw new AppError("conflict", `the stage ${missing} comes first`);
		const event = {
			action: "run.resume",
			subject: { type: "run", id: runId },
			accountId: run.accountId,
			before: { state: run.state },
		} as const;
		if (run.postId !== null) {
			const { forkId, audit } = await fork(context, run, stage);
			const after = { stage, rerun: true, forkId };
			return {
				value: { runId: forkId, forked: true },
				audit: [{ ...event, after }, ...audit],
			};
		}
		await moveRun(tx, run, {
			state: "queued",
			fault: null,
			tries: 0,
			nextAttemptAt: now,
			finishedAt: null,
		});
		const superseded = await supersede(tx, runId, stagesAnew(stage));
		return {
			value: { runId, forked: false },
			audit: [{ ...event, after: { stage, rerun: true, superseded } }],
		};
	},
});
