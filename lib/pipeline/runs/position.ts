import type { Ctx } from "@/lib/command";
import { digestOf } from "@/lib/core/canonical-json";
import { type Run, STAGES, type StageName } from "@/lib/pipeline/model";
import {
	type Outputs,
	parseOutputs,
	STAGE_OUTPUTS,
} from "@/lib/pipeline/stages/outputs";
import { STAGE_OF } from "@/lib/pipeline/stages/stages";
import type { StageCheckpoint } from "@/lib/pipeline/stages/store";

/** Where a run stands: the first stage without a usable result, and the results before it. */
export type Position = {
	stage: StageName;
	inputDigest: string;
	outputs: Outputs;
	/** How often this stage was started with this input. */
	tries: number;
	turn: number;
};

/** The digest under which a stage's result may be used again. */
const inputDigest = (
	stage: { name: StageName; version: number },
	key: unknown,
): string => digestOf({ stage: stage.name, version: stage.version, key });

const attemptsOf = (
	checkpoints: readonly StageCheckpoint[],
	at: { stage: StageName; inputDigest: string },
): number => {
	const open = checkpoints.find(
		(row) =>
			row.stage === at.stage &&
			row.inputDigest === at.inputDigest &&
			(row.state === "running" || row.state === "failed"),
	);
	return open?.tries ?? 0;
};

/** Walks the stages in order while their finished results still answer the same input; null at the end. */
export async function findPosition(
	ctx: Ctx,
	run: Run,
	checkpoints: readonly StageCheckpoint[],
): Promise<Position | null> {
	const finished = new Map<StageName, unknown>();
	for (const stage of STAGES) {
		const outputs = parseOutputs(finished);
		const key = await STAGE_OF[stage].keyOf({ ctx, run, outputs });
		const digest = inputDigest(STAGE_OF[stage], key);
		const done = checkpoints.find(
			(row) => row.stage === stage && row.state === "succeeded",
		);
		// A result of another shape (an older version wrote it) is no result.
		const output = STAGE_OUTPUTS[stage].safeParse(done?.output);
		if (done?.inputDigest !== digest || !output.success) {
			const tries = attemptsOf(checkpoints, { stage, inputDigest: digest });
			const turn = checkpoints.filter(
				(row) => row.stage === stage && row.state === "superseded",
			).length;
			return { stage, inputDigest: digest, outputs, tries, turn };
		}
		finished.set(stage, output.data);
	}
	return null;
}
