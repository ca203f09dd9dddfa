"use client";
import { Check, Pause, X } from "lucide-react";
import type { QueueActs } from "@/components/queue/acts";
import {
	countPosts,
	describeApproval,
	tellBulk,
} from "@/components/queue/describe-bulk";
import { useRecordedAction } from "@/components/shell/use-recorded-action";
import { Button } from "@/components/ui/button";
import { AlertDialog } from "@/components/ui/overlays/alert-dialog";
import type { QueueRow } from "@/lib/publishing/queue/model";
import { publishingQuery } from "@/lib/publishing/queue/queries";
import { BulkPreview } from "./preview";
import { BulkReasoned } from "./reasoned";
import { sortForApproval, sortForHold, sortForRejection } from "./sort";

type BulkBarProps = {
	accountId: string;
	zone: string;
	rows: readonly QueueRow[];
	acts: QueueActs;
	onClear: () => void;
};

function ApproveMany({ accountId, zone, rows, acts, onClear }: BulkBarProps) {
	const act = useRecordedAction(acts.approveMany, {
		invalidates: [publishingQuery.all()],
		tell: ({ approved, refused }) =>
			tellBulk(`${countPosts(approved.length)} approved`, refused),
		onDone: onClear,
	});
	const sorted = sortForApproval(rows);
	const { yes } = sorted;
	if (yes.length === 0) return null;
	return (
		<AlertDialog
			title={`Approve ${countPosts(yes.length)}?`}
			description={describeApproval(yes)}
			confirmLabel={`Approve ${countPosts(yes.length)}`}
			onConfirm={() =>
				act.run({
					accountId,
					posts: yes.map(({ id, digest }) => ({ postId: id, digest })),
				})
			}
			trigger={
				<Button variant="primary" pending={act.pending}>
					<Check aria-hidden />
					Approve {yes.length}…
				</Button>
			}
		>
			<BulkPreview verb="approved" zone={zone} {...sorted} />
		</AlertDialog>
	);
}

const RejectMany = ({ rows, acts, ...around }: BulkBarProps) => (
	<BulkReasoned
		{...around}
		sorted={sortForRejection(rows)}
		verb="Reject"
		past="rejected"
		description="They are cancelled for good and their slots become empty. The reason is kept with each."
		icon={<X aria-hidden />}
		danger
		act={acts.rejectMany}
		count={({ rejected }) => rejected.length}
	/>
);

const HoldMany = ({ rows, acts, ...around }: BulkBarProps) => (
	<BulkReasoned
		{...around}
		sorted={sortForHold(rows)}
		verb="Hold"
		past="held"
		description="They do not go out until somebody releases them."
		icon={<Pause aria-hidden />}
		act={acts.holdMany}
		count={({ held }) => held.length}
	/>
);

/** What can be done with the selected posts together, each act after a preview. */
export function BulkBar(props: BulkBarProps) {
	const { rows, onClear } = props;
	return (
		<div role="status" className="me-auto flex flex-wrap items-center gap-2">
			{rows.length > 0 && (
				<>
					<span className="font-medium">
						{countPosts(rows.length)} selected
					</span>
					<ApproveMany {...props} />
					<RejectMany {...props} />
					<HoldMany {...props} />
					<Button variant="ghost" onClick={onClear}>
						Clear
					</Button>
				</>
			)}
		</div>
	);
}
