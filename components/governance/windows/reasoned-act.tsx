"use client";
import type { ReactNode } from "react";
import { useState } from "react";
import {
	type Told,
	useRecordedAction,
} from "@/components/shell/use-recorded-action";
import type { ActionResult } from "@/components/ui/actions/action-result";
import { Button } from "@/components/ui/button";
import { Textarea } from "@/components/ui/forms/textarea";
import { AlertDialog } from "@/components/ui/overlays/alert-dialog";
import type { Receipt } from "@/lib/audit/receipt";
import { governanceQuery } from "@/lib/governance/panel/queries";

type ReasonedActProps<Value> = {
	label: string;
	/** For screen readers, where the label alone does not say of what. */
	of: string;
	title: string;
	/** What it will do. */
	children: ReactNode;
	danger?: boolean;
	act: (reason: string) => Promise<ActionResult<Receipt<Value>>>;
	tell: (value: Value) => Told;
};

/** A button that says what it will do, asks why, does it, and links to the audit event. */
export function ReasonedAct<Value>(props: ReasonedActProps<Value>) {
	const { label, of, title, danger, act, tell } = props;
	const [reason, setReason] = useState("");
	const { run, fields } = useRecordedAction(act, {
		tell,
		invalidates: [governanceQuery.all()],
		onDone: () => setReason(""),
	});
	return (
		<AlertDialog
			title={title}
			description={props.children}
			confirmLabel={label}
			variant={danger ? "danger" : "primary"}
			onConfirm={() => run(reason)}
			trigger={
				<Button size="sm">
					{label}
					<span className="sr-only"> {of}</span>
				</Button>
			}
		>
			<Textarea
				label="Reason"
				rows={2}
				minLength={3}
				maxLength={500}
				value={reason}
				error={fields.reason}
				onChange={(event) => setReason(event.currentTarget.value)}
			/>
		</AlertDialog>
	);
}
