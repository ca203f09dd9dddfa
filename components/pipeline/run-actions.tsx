"use client";
import { Ban, Play } from "lucide-react";
import { useState } from "react";
import { useRecordedAction } from "@/components/shell/use-recorded-action";
import type { ActionResult } from "@/components/ui/actions/action-result";
import { Button } from "@/components/ui/button";
import { Textarea } from "@/components/ui/forms/textarea";
import { AlertDialog } from "@/components/ui/overlays/alert-dialog";
import type { Receipt } from "@/lib/audit/receipt";
import { pipelineQuery } from "@/lib/pipeline/queries";
import type { RunPageView } from "@/lib/pipeline/runs/views-page";
import type { RerunStageAct } from "./rerun-stage";

export type RunActs = {
	resume: (input: {
		runId: string;
	}) => Promise<ActionResult<Receipt<{ runId: string }>>>;
	cancel: (input: {
		runId: string;
		reason: string;
	}) => Promise<ActionResult<Receipt<{ runId: string }>>>;
	rerun: RerunStageAct;
};

type RunActionsProps = { run: RunPageView; acts: RunActs };

function CancelRun({ run, acts }: RunActionsProps) {
	const [reason, setReason] = useState("");
	const cancel = useRecordedAction(acts.cancel, {
		invalidates: [pipelineQuery.all()],
		tell: () => ({ text: "The run is cancelled" }),
	});
	return (
		<AlertDialog
			title="Cancel this run?"
			description="What its finished stages made is kept; nothing more is made of it. It cannot be resumed."
			confirmLabel="Cancel the run"
			variant="danger"
			onConfirm={() => cancel.run({ runId: run.id, reason })}
			trigger={
				<Button pending={cancel.pending}>
					<Ban aria-hidden />
					Cancel the run
				</Button>
			}
		>
			<Textarea
				label="Reason"
				rows={2}
				maxLength={500}
				value={reason}
				onChange={(event) => setReason(event.currentTarget.value)}
				error={cancel.fields.reason}
			/>
		</AlertDialog>
	);
}

/** What can be done about the run as a whole; a role that may not is told who may. */
export function RunActions({ run, acts }: RunActionsProps) {
	const resume = useRecordedAction(acts.resume, {
		invalidates: [pipelineQuery.all()],
		tell: () => ({ text: "The run goes on from where it failed" }),
	});
	const mayResume = run.acts.resume === null;
	const mayCancel = run.acts.cancel === null;
	if (!mayResume && !mayCancel)
		return run.roleRefusal ? (
			<p className="text-ink-muted">
				You cannot change this run: {run.roleRefusal}.
			</p>
		) : null;
	return (
		<div className="flex flex-wrap gap-2">
			{mayResume && (
				<Button
					variant="primary"
					pending={resume.pending}
					onClick={() => void resume.run({ runId: run.id })}
				>
					<Play aria-hidden />
					Resume
				</Button>
			)}
			{mayCancel && <CancelRun run={run} acts={acts} />}
		</div>
	);
}
