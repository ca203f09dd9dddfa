"use client";
import { type ReactNode, useState } from "react";
import type { Act } from "@/components/queue/acts";
import { useRecordedAction } from "@/components/shell/use-recorded-action";
import { Textarea } from "@/components/ui/forms/textarea";
import { AlertDialog } from "@/components/ui/overlays/alert-dialog";
import { publishingQuery } from "@/lib/publishing/queue/queries";

type ReasonDialogProps<Value> = {
	postId: string;
	title: string;
	description: string;
	confirmLabel: string;
	variant?: "primary" | "danger";
	done: string;
	act: Act<{ postId: string; reason: string }, Value>;
	/** With what the act answered. */
	onDone?: (value: Value) => void;
	trigger: ReactNode;
};

/** An act on a post that asks why. */
export function ReasonDialog<Value>(props: ReasonDialogProps<Value>) {
	const { postId, title, description, confirmLabel, done, trigger } = props;
	const [reason, setReason] = useState("");
	const act = useRecordedAction(props.act, {
		invalidates: [publishingQuery.all()],
		tell: () => ({ text: done }),
		onDone: (value) => {
			setReason("");
			props.onDone?.(value);
		},
	});
	return (
		<AlertDialog
			title={title}
			description={description}
			confirmLabel={confirmLabel}
			variant={props.variant ?? "primary"}
			trigger={trigger}
			onConfirm={() => act.run({ postId, reason })}
		>
			<Textarea
				label="Reason"
				rows={2}
				minLength={3}
				maxLength={500}
				autoFocus
				value={reason}
				onChange={(event) => setReason(event.currentTarget.value)}
				error={act.fields.reason}
			/>
		</AlertDialog>
	);
}
