"use client";
import { useState } from "react";
import type { PostActionsProps } from "@/components/queue/acts";
import { Disclosure } from "@/components/ui/overlays/disclosure";
import { hasEnded } from "@/lib/publishing/post/model";
import type { Quarantined } from "@/lib/publishing/quarantine/model";
import { POST_ACTS, type PostAct } from "@/lib/publishing/queue/model";
import { ACT_BUTTON } from "./act-buttons";
import { QuarantineResult } from "./quarantine-result";
import { groupRefusals } from "./refusals";

const ACT_LABEL: Record<PostAct, string> = {
	approve: "Approve",
	reject: "Reject",
	edit: "Edit",
	hold: "Hold",
	release: "Release",
	reschedule: "Reschedule",
	requeue: "Requeue",
	publishNext: "Publish next",
	resolve: "Settle",
	quarantine: "Quarantine",
	liftQuarantine: "Lift quarantine",
};

/** What the reader may do about the post; the rest says why not. */
export function PostActions({ post, acts }: PostActionsProps) {
	const [quarantined, setQuarantined] = useState<Quarantined | null>(null);
	const possible = POST_ACTS.filter((act) => post.acts[act] === null);
	const refusals = groupRefusals(post.acts);
	return (
		<div className="space-y-2">
			{possible.length > 0 && (
				<div className="flex flex-wrap gap-2">
					{possible.map((act) => {
						const Act = ACT_BUTTON[act];
						return (
							<Act
								key={act}
								post={post}
								acts={acts}
								onQuarantined={setQuarantined}
							/>
						);
					})}
				</div>
			)}
			{quarantined && (
				<QuarantineResult
					done={quarantined}
					onClose={() => setQuarantined(null)}
				/>
			)}
			<Disclosure
				summary={
					possible.length > 0
						? "What you cannot do, and why"
						: "Why you can do nothing here"
				}
				open={possible.length === 0 && !hasEnded(post.state)}
			>
				<ul className="space-y-1 text-ink-muted text-sm">
					{refusals.map(({ why, acts: refused }) => (
						<li key={why}>
							<span className="font-medium">
								{refused.map((act) => ACT_LABEL[act]).join(", ")}:
							</span>{" "}
							{why}
						</li>
					))}
				</ul>
			</Disclosure>
		</div>
	);
}
