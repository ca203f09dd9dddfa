"use client";
import { SearchCheck } from "lucide-react";
import { useState } from "react";
import type { QueueActs } from "@/components/queue/acts";
import { useRecordedAction } from "@/components/shell/use-recorded-action";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/forms/input";
import { Select } from "@/components/ui/forms/select";
import { Textarea } from "@/components/ui/forms/textarea";
import { AlertDialog } from "@/components/ui/overlays/alert-dialog";
import { publishingQuery } from "@/lib/publishing/queue/queries";

type ResolveDialogProps = { postId: string; resolve: QueueActs["resolve"] };

const OUTCOMES = [
	{ value: "", label: "Choose what the account shows", disabled: true },
	{ value: "published", label: "It was published" },
	{ value: "not_published", label: "It was not published" },
];

/** What a person saw on the account, of a post whose call ended in doubt. */
export function ResolveDialog({ postId, resolve }: ResolveDialogProps) {
	const [outcome, setOutcome] = useState("");
	const [mediaId, setMediaId] = useState("");
	const [reason, setReason] = useState("");
	const act = useRecordedAction(resolve, {
		invalidates: [publishingQuery.all()],
		tell: () => ({ text: "It is settled what became of the post" }),
	});
	const published = outcome === "published";
	return (
		<AlertDialog
			title="What became of this post?"
			description="Look at the account on Instagram first. A post said to be not published may be queued again: if it is there after all, it goes out twice."
			confirmLabel="Settle it"
			variant="danger"
			trigger={
				<Button variant="primary">
					<SearchCheck aria-hidden />
					Settle
				</Button>
			}
			onConfirm={() =>
				act.run(
					published
						? { postId, verdict: "published", mediaId, reason }
						: { postId, verdict: "not_published", reason },
				)
			}
		>
			<Select
				label="What the account shows"
				options={OUTCOMES}
				value={outcome}
				onChange={(event) => setOutcome(event.currentTarget.value)}
			/>
			{published && (
				<Input
					label="Media ID"
					hint="The digits by which Instagram knows the published post"
					inputMode="numeric"
					pattern="\d{5,32}"
					value={mediaId}
					onChange={(event) => setMediaId(event.currentTarget.value)}
					error={act.fields.mediaId}
				/>
			)}
			<Textarea
				label="What you saw"
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
