"use client";
import { type ReactNode, useState } from "react";
import type { Act, Refusal } from "@/components/queue/acts";
import { countPosts, tellBulk } from "@/components/queue/describe-bulk";
import { useRecordedAction } from "@/components/shell/use-recorded-action";
import { Button } from "@/components/ui/button";
import { Textarea } from "@/components/ui/forms/textarea";
import { AlertDialog } from "@/components/ui/overlays/alert-dialog";
import { publishingQuery } from "@/lib/publishing/queue/queries";
import { BulkPreview } from "./preview";
import type { Sorted } from "./sort";

type BulkReasonedProps<Done> = {
	accountId: string;
	zone: string;
	sorted: Sorted;
	/** "Hold", "Reject". */
	verb: string;
	/** "held", "rejected". */
	past: string;
	description: string;
	icon: ReactNode;
	danger?: boolean;
	act: Act<
		{ accountId: string; postIds: string[]; reason: string },
		Done & { refused: Refusal[] }
	>;
	/** How many it was. */
	count: (done: Done) => number;
	onClear: () => void;
};

/** An act on the selected posts for one reason, after a preview; nothing where it would reach none. */
export function BulkReasoned<Done>(props: BulkReasonedProps<Done>) {
	const { accountId, zone, sorted, verb, past, icon } = props;
	const [reason, setReason] = useState("");
	const act = useRecordedAction(props.act, {
		invalidates: [publishingQuery.all()],
		tell: (done) =>
			tellBulk(`${countPosts(props.count(done))} ${past}`, done.refused),
		onDone: props.onClear,
	});
	const { yes } = sorted;
	if (yes.length === 0) return null;
	const title = `${verb} ${countPosts(yes.length)}`;
	return (
		<AlertDialog
			title={`${title}?`}
			description={props.description}
			confirmLabel={title}
			variant={props.danger ? "danger" : "primary"}
			onConfirm={() =>
				act.run({ accountId, postIds: yes.map(({ id }) => id), reason })
			}
			trigger={
				<Button pending={act.pending}>
					{icon}
					{verb} {yes.length}…
				</Button>
			}
		>
			<BulkPreview verb={past} zone={zone} {...sorted} />
			<Textarea
				label="Reason"
				rows={2}
				minLength={3}
				maxLength={500}
				value={reason}
				onChange={(event) => setReason(event.currentTarget.value)}
				error={act.fields.reason}
			/>
		</AlertDialog>
	);
}
