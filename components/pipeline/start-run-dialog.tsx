"use client";
import { Play } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useRecordedAction } from "@/components/shell/use-recorded-action";
import type { ActionResult } from "@/components/ui/actions/action-result";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/forms/checkbox";
import { DialogForm } from "@/components/ui/forms/dialog-form";
import { Input } from "@/components/ui/forms/input";
import { Select } from "@/components/ui/forms/select";
import { Dialog } from "@/components/ui/overlays/dialog";
import type { Receipt } from "@/lib/audit/receipt";
import { pipelineQuery } from "@/lib/pipeline/queries";
import type { RunAccount } from "@/lib/pipeline/runs/views-page";

export type StartRunAct = (input: {
	accountId: string;
	topic: string;
	dedupe: "day" | "new";
}) => Promise<ActionResult<Receipt<{ runId: string; created: boolean }>>>;

type StartRunDialogProps = {
	accounts: readonly RunAccount[];
	accountId: string;
	start: StartRunAct;
};

/** Starts a run and goes to its page; a worker takes it from there. */
export function StartRunDialog(props: StartRunDialogProps) {
	const { accounts, accountId } = props;
	const [open, setOpen] = useState(false);
	const allowed = accounts.filter(({ startRefusal }) => startRefusal === null);
	const refusal = accounts.find(({ id }) => id === accountId)?.startRefusal;
	if (allowed.length === 0)
		return (
			<p className="text-ink-muted text-sm">
				You cannot start a run: {refusal ?? "there is no account yet"}.
			</p>
		);
	return (
		<Dialog
			title="Run the pipeline now"
			description="One topic goes through six stages to a post in the queue. Nothing is published: the post waits for its slot and its approval."
			open={open}
			onOpenChange={setOpen}
			trigger={
				<Button variant="primary">
					<Play aria-hidden />
					Run now
				</Button>
			}
		>
			<StartRunForm
				{...props}
				accounts={allowed}
				onCancel={() => setOpen(false)}
			/>
		</Dialog>
	);
}

function StartRunForm(props: StartRunDialogProps & { onCancel: () => void }) {
	const { accounts, accountId, onCancel } = props;
	const router = useRouter();
	const start = useRecordedAction(props.start, {
		invalidates: [pipelineQuery.all()],
		tell: ({ created }) => ({
			text: created
				? "The run is queued"
				: "This topic already has a run today: here it is",
		}),
		onDone: ({ runId }) => router.push(`/pipeline/${runId}`),
	});
	const submit = (form: FormData) =>
		start.run({
			accountId: String(form.get("accountId") ?? ""),
			topic: String(form.get("topic") ?? ""),
			dedupe: form.get("new") ? "new" : "day",
		});
	return (
		<DialogForm
			onSubmit={submit}
			onCancel={onCancel}
			submitLabel="Start the run"
			pending={start.pending}
		>
			<Input
				label="Topic"
				name="topic"
				maxLength={120}
				autoFocus
				autoComplete="off"
				placeholder="ai productivity"
				error={start.fields.topic}
				hint="What the post is about, in a few words."
			/>
			<Select
				label="Account"
				name="accountId"
				defaultValue={accountId}
				options={accounts.map(({ id, handle, timeZone }) => ({
					value: id,
					label: `@${handle} (${timeZone})`,
				}))}
			/>
			<Checkbox
				label="Another run, even if this topic had one today"
				name="new"
				defaultChecked
				hint="Without it, today's run of the same topic is shown instead."
			/>
		</DialogForm>
	);
}
