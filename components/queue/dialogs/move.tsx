"use client";
import { type ReactNode, useState } from "react";
import type { Act, WithSlot } from "@/components/queue/acts";
import { useRecordedAction } from "@/components/shell/use-recorded-action";
import { Banner } from "@/components/ui/banner";
import { DialogForm } from "@/components/ui/forms/dialog-form";
import { Input } from "@/components/ui/forms/input";
import { Dialog } from "@/components/ui/overlays/dialog";
import { wallClock } from "@/lib/core/wall-clock";
import { publishingQuery } from "@/lib/publishing/queue/queries";

type MoveDialogProps = {
	post: { id: string; slotAt: string; timeZone: string };
	title: string;
	description: string;
	submitLabel: string;
	done: string;
	act: Act<WithSlot, unknown>;
	trigger: ReactNode;
};

/** Another slot for a post, in the account's own time. A time that does not exist is refused in words. */
export function MoveDialog(props: MoveDialogProps) {
	const [open, setOpen] = useState(false);
	return (
		<Dialog
			title={props.title}
			description={props.description}
			open={open}
			onOpenChange={setOpen}
			trigger={props.trigger}
		>
			<MoveForm {...props} onClose={() => setOpen(false)} />
		</Dialog>
	);
}

function MoveForm(props: MoveDialogProps & { onClose: () => void }) {
	const { post, submitLabel, done, onClose } = props;
	const { day, time } = wallClock(Date.parse(post.slotAt), post.timeZone);
	const act = useRecordedAction(props.act, {
		invalidates: [publishingQuery.all()],
		tell: () => ({ text: done }),
		onDone: onClose,
		refusalInPlace: true,
	});
	const submit = (form: FormData) =>
		act.run({
			postId: post.id,
			slot: {
				day: String(form.get("day") ?? ""),
				time: String(form.get("time") ?? ""),
			},
		});
	return (
		<DialogForm
			onSubmit={submit}
			onCancel={onClose}
			submitLabel={submitLabel}
			pending={act.pending}
		>
			{act.result && !act.result.ok && (
				<Banner announce tone="bad" title={act.result.message} />
			)}
			<div className="grid gap-4 sm:grid-cols-2">
				<Input label="Day" name="day" type="date" defaultValue={day} />
				<Input
					label="Time"
					name="time"
					type="time"
					defaultValue={time}
					hint={post.timeZone}
				/>
			</div>
		</DialogForm>
	);
}
