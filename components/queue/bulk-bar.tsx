"use client";
import { Check, Pause } from "lucide-react";
import { useState } from "react";
import { useRecordedAction } from "@/components/shell/use-recorded-action";
import { AlertDialog } from "@/components/ui/alert-dialog";
import { Button } from "@/components/ui/button";
import { Textarea } from "@/components/ui/textarea";
import type { QueueRow } from "@/lib/publishing/model-queue";
import { publishingQuery } from "@/lib/publishing/queries";
import { BulkPreview } from "./bulk-preview";
import { sortForApproval, sortForHold } from "./bulk-sort";
import type { QueueActs } from "./queue-acts";

type BulkBarProps = {
	accountId: string;
	zone: string;
	rows: readonly QueueRow[];
	acts: QueueActs;
	onClear: () => void;
};

const posts = (n: number): string => `${n} post${n === 1 ? "" : "s"}`;

const told = (done: string, refused: readonly { why: string }[]) => ({
	text:
		refused.length === 0
			? done
			: `${done}; ${refused.length} not: ${refused[0]?.why}`,
	refused: refused.length > 0,
});

function ApproveMany({ accountId, zone, rows, acts, onClear }: BulkBarProps) {
	const act = useRecordedAction(acts.approveMany, {
		invalidates: [publishingQuery.all()],
		tell: ({ approved, refused }) =>
			told(`${posts(approved.length)} approved`, refused),
		onDone: onClear,
	});
	const sorted = sortForApproval(rows);
	const { yes } = sorted;
	if (yes.length === 0) return null;
	return (
		<AlertDialog
			title={`Approve ${posts(yes.length)}?`}
			description="Each is approved exactly as it stands; one that changes meanwhile is left out."
			confirmLabel={`Approve ${posts(yes.length)}`}
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

function HoldMany({ accountId, zone, rows, acts, onClear }: BulkBarProps) {
	const [reason, setReason] = useState("");
	const act = useRecordedAction(acts.holdMany, {
		invalidates: [publishingQuery.all()],
		tell: ({ held, refused }) => told(`${posts(held.length)} held`, refused),
		onDone: onClear,
	});
	const sorted = sortForHold(rows);
	const { yes } = sorted;
	if (yes.length === 0) return null;
	return (
		<AlertDialog
			title={`Hold ${posts(yes.length)}?`}
			description="They do not go out until somebody releases them."
			confirmLabel={`Hold ${posts(yes.length)}`}
			onConfirm={() =>
				act.run({ accountId, postIds: yes.map(({ id }) => id), reason })
			}
			trigger={
				<Button pending={act.pending}>
					<Pause aria-hidden />
					Hold {yes.length}…
				</Button>
			}
		>
			<BulkPreview verb="held" zone={zone} {...sorted} />
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

/** What can be done with the selected posts together, each act after a preview. */
export function BulkBar(props: BulkBarProps) {
	const { rows, onClear } = props;
	return (
		<div role="status" className="flex flex-wrap items-center gap-2">
			{rows.length > 0 && (
				<>
					<span className="font-medium">{posts(rows.length)} selected</span>
					<ApproveMany {...props} />
					<HoldMany {...props} />
					<Button variant="ghost" onClick={onClear}>
						Clear
					</Button>
				</>
			)}
		</div>
	);
}
