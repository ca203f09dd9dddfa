"use client";
import { type ReactNode, useState } from "react";
import { useRecordedAction } from "@/components/shell/use-recorded-action";
import { AlertDialog } from "@/components/ui/alert-dialog";
import { Textarea } from "@/components/ui/textarea";
import { publishingQuery } from "@/lib/publishing/queries";
import type { Act } from "./queue-acts";

type ReasonDialogProps = {
	postId: string;
	title: string;
	description: string;
	confirmLabel: string;
	variant?: "primary" | "danger";
	done: string;
	act: Act<{ postId: string; reason: string }, unknown>;
	trigger: ReactNode;
};

/** An act on a post that asks why. */
export function ReasonDialog(props: ReasonDialogProps) {
	const { postId, title, description, confirmLabel, done, trigger } = props;
	const [reason, setReason] = useState("");
	const act = useRecordedAction(props.act, {
		invalidates: [publishingQuery.all()],
		tell: () => ({ text: done }),
		onDone: () => setReason(""),
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
