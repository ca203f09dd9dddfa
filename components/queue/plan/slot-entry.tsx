import Link from "next/link";
import { approvalLook, POST_LOOK } from "@/components/queue/appearance";
import { StatusChip } from "@/components/ui/status-chip";
import { Time } from "@/components/ui/time/time";
import { hasEnded } from "@/lib/publishing/post/model";
import type { Entry } from "./timeline";

export type EntryAround = {
	zone: string;
	hrefOf: (postId: string) => string;
	/** Unfinished runs by the slot that they fill. */
	filling: ReadonlyMap<string, string>;
};

/** The words of a post in a slot: how it stands, and whether a person is asked. */
function EntryChips({ entry }: { entry: Entry }) {
	const { row } = entry;
	if (!row) return null;
	const state = POST_LOOK[row.state];
	const approval = approvalLook(row.approval);
	return (
		<span className="inline-flex flex-wrap gap-1">
			{row.state !== "queued" && (
				<StatusChip tone={state.tone}>{state.word}</StatusChip>
			)}
			{!hasEnded(row.state) && (
				<StatusChip tone={approval.tone}>{approval.word}</StatusChip>
			)}
		</span>
	);
}

function EmptySlot({ entry, around }: { entry: Entry; around: EntryAround }) {
	const runId = around.filling.get(entry.at);
	if (!runId) return <span className="text-ink-muted">empty slot</span>;
	return (
		<Link href={`/pipeline/${runId}`} className="prose-link">
			a run is filling it
		</Link>
	);
}

type SlotEntryProps = { entry: Entry; around: EntryAround };

/** One slot of the next day: when, what, how it stands. */
export function SlotEntry({ entry, around }: SlotEntryProps) {
	const { at, row } = entry;
	return (
		<li className="flex flex-wrap items-baseline gap-x-3 gap-y-1 px-3 py-2">
			<span className="w-24 font-medium">
				<Time iso={at} zone={around.zone} style="weekday" showZone={false} />
			</span>
			<span className="w-12 font-medium">
				<Time iso={at} zone={around.zone} style="time" showZone={false} />
			</span>
			<span className="min-w-40 flex-1 break-words">
				{row ? (
					<Link
						href={around.hrefOf(row.id)}
						scroll={false}
						className="prose-link"
					>
						{row.title}
					</Link>
				) : (
					<EmptySlot entry={entry} around={around} />
				)}
			</span>
			<EntryChips entry={entry} />
		</li>
	);
}
