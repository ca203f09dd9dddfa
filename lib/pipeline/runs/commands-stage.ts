import { z } from "zod";
import { command } from "@/lib/command";
import { AppError } from "@/lib/core/errors";
import { STAGES, StageName } from "@/lib/pipeline/model";
import { openCheckpoint, supersede } from "@/lib/pipeline/stages/store";
import { loadRun, takeLease } from "./store";

const BeginStage = z.object({
	runId: z.uuid(),
	/** The fence that the caller saw; somebody else's step raises it. */
	fence: z.int(),
	owner: z.string().min(1),
	stage: StageName,
	inputDigest: z.string(),
	/** Starts so far with this input. */
	tries: z.int(),
});

export type Begun = {
	fence: number;
	checkpointId: string;
	tries: number;
	now: Date;
};

/**
 * Takes (or keeps) the run's lease and opens the stage's checkpoint; later results are set aside.
 * Throws `conflict` with `lostLease` when another worker was quicker or the run is not due.
 */
export const beginStage = command({
	permission: "run:advance",
	input: BeginStage,
	scope: async ({ tx }, { runId }) => ({
		account: (await loadRun(tx, runId)).accountId,
	}),
	run: async ({ tx, now }, input) => {
		const { runId, stage, inputDigest, owner } = input;
		const run = await loadRun(tx, runId);
		const tries = input.tries + 1;
		const claim = { owner, stage, tries, now };
		const seen = { id: runId, fence: input.fence };
		if (!(await takeLease(tx, seen, claim)))
			throw new AppError("conflict", "another worker has this run", {
				lostLease: true,
			});
		await supersede(tx, runId, STAGES.slice(STAGES.indexOf(stage) + 1));
		const checkpointId = await openCheckpoint(tx, {
			runId,
			stage,
			inputDigest,
			tries,
			now,
		});
		const fence = input.fence + 1;
		const audit = {
			action: "run.stage",
			subject: { type: "run", id: runId },
			accountId: run.accountId,
			after: { stage, state: "running", tries, inputDigest, fence },
		} as const;
		const begun: Begun = { fence, checkpointId, tries, now };
		return { value: begun, audit: [audit] };
	},
});
