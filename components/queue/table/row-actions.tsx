"use client";
import { Check } from "lucide-react";
import type { QueueActs } from "@/components/queue/acts";
import { approveLabel } from "@/components/queue/describe-bulk";
import { RejectDialog } from "@/components/queue/dialogs/reject";
import { useRecordedAction } from "@/components/shell/use-recorded-action";
import { Button } from "@/components/ui/button";
import { needsApproval, type QueueRow } from "@/lib/publishing/queue/model";
import { publishingQuery } from "@/lib/publishing/queue/queries";

type RowActionsProps = { row: QueueRow; acts: QueueActs };

/** Approve and reject where a decision is asked for: `a` and `r` press them. */
export function RowActions({ row, acts }: RowActionsProps) {
	const approve = useRecordedAction(acts.approve, {
		invalidates: [publishingQuery.all()],
		tell: () => ({ text: `“${row.title}” is approved as it stands` }),
	});
	if (!needsApproval(row) || row.approveRefusal) return null;
	return (
		<div className="flex gap-1">
			<Button
				size="sm"
				data-key="a"
				pending={approve.pending}
				onClick={() => void approve.run({ postId: row.id, digest: row.digest })}
			>
				<Check aria-hidden />
				{approveLabel(row)}
				<span className="sr-only">“{row.title}”</span>
			</Button>
			<RejectDialog
				postId={row.id}
				title={row.title}
				reject={acts.reject}
				size="sm"
			/>
		</div>
	);
}
