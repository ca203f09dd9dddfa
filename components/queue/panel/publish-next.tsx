"use client";
import { Send } from "lucide-react";
import { CallsStopped } from "@/components/governance/calls-stopped";
import { Sentence } from "@/components/governance/sentence";
import type { PostActionsProps } from "@/components/queue/acts";
import { useRecordedAction } from "@/components/shell/use-recorded-action";
import { Button } from "@/components/ui/button";
import { AlertDialog } from "@/components/ui/overlays/alert-dialog";
import { publishingQuery } from "@/lib/publishing/queue/queries";

/** Makes a post due now, once its reader saw what would come of it. */
export function PublishNext({ post, acts }: PostActionsProps) {
	const { explanation, timeZone } = post;
	const { callsStop } = explanation;
	const then = callsStop
		? "it waits until calls for the account go on"
		: "the gate decides within seconds";
	const act = useRecordedAction(acts.publishNext, {
		invalidates: [publishingQuery.all()],
		tell: ({ approved }) => ({
			text: `It is due now${approved ? "" : ", without an approval"}; ${then}`,
		}),
	});
	return (
		<AlertDialog
			title="Publish this post next?"
			description={
				<>
					{callsStop && (
						<p className="pb-2 text-warn">
							<CallsStopped stop={callsStop} zone={timeZone} /> The post waits
							for that, and expires 6 hours after its slot.
						</p>
					)}
					<p>
						Its slot becomes this minute, and {then}. If it is approved and you
						may approve it, this approves it for its new slot in your name; else
						it needs a new approval.
					</p>
					<p className="pt-2">
						Asked now, the gate answers <strong>{explanation.mode}</strong>:{" "}
						<Sentence text={explanation.reasons.join("; ")} zone={timeZone} />.
					</p>
				</>
			}
			confirmLabel="Publish next"
			onConfirm={() => act.run({ postId: post.id })}
			trigger={
				<Button pending={act.pending}>
					<Send aria-hidden />
					Publish next
				</Button>
			}
		/>
	);
}
