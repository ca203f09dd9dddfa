"use client";
import { RotateCcw } from "lucide-react";
import { useRouter } from "next/navigation";
import { useRecordedAction } from "@/components/shell/use-recorded-action";
import type { ActionResult } from "@/components/ui/actions/action-result";
import { Button } from "@/components/ui/button";
import { AlertDialog } from "@/components/ui/overlays/alert-dialog";
import type { Receipt } from "@/lib/audit/receipt";
import type { StageName } from "@/lib/pipeline/model";
import { pipelineQuery } from "@/lib/pipeline/queries";
import type { RunPageView } from "@/lib/pipeline/runs/views-page";
import { STAGE_LABEL } from "./run-appearance";

export type RerunStageAct = (input: {
	runId: string;
	stage: StageName;
}) => Promise<ActionResult<Receipt<{ runId: string; forked: boolean }>>>;

type RerunStageProps = {
	run: RunPageView;
	stage: StageName;
	rerun: RerunStageAct;
};

/** Runs one stage again; says before what becomes of the rest. */
export function RerunStage({ run, stage, rerun }: RerunStageProps) {
	const router = useRouter();
	const act = useRecordedAction(rerun, {
		invalidates: [pipelineQuery.all()],
		tell: ({ forked }) => ({
			text: forked
				? "A new run takes over from here"
				: `${STAGE_LABEL[stage]} is queued again`,
		}),
		onDone: ({ runId, forked }) => {
			if (forked) router.push(`/pipeline/${runId}`);
		},
	});
	if (run.acts.rerun) return null;
	return (
		<AlertDialog
			title={`Run “${STAGE_LABEL[stage]}” again?`}
			description={
				run.postId
					? "This run has made its post already and keeps it. A new run takes over the stages before, and makes another post."
					: "The results of this stage and of those after it are set aside and made anew."
			}
			confirmLabel="Run it again"
			onConfirm={() => act.run({ runId: run.id, stage })}
			trigger={
				<Button size="sm" pending={act.pending}>
					<RotateCcw aria-hidden />
					Run again
					<span className="sr-only">: {STAGE_LABEL[stage]}</span>
				</Button>
			}
		/>
	);
}
