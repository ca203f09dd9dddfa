import Link from "next/link";
import { StatusChip } from "@/components/ui/status-chip";
import type { Column } from "@/components/ui/tables/data-table";
import { formatDuration } from "@/components/ui/time/format-time";
import { Time } from "@/components/ui/time/time";
import type { RunSummary } from "@/lib/pipeline/model";
import { RUN_LOOK, stripOf } from "./run-appearance";
import { StageDots } from "./stage-dots";

function tookMs({ finishedAt, createdAt, state }: RunSummary): number | null {
	if (finishedAt === null || state === "cancelled") return null;
	return Date.parse(finishedAt) - Date.parse(createdAt);
}

/** The columns of a list of runs. */
export const runColumns = (
	zone: string,
	query: string,
): readonly Column<RunSummary>[] => [
	{
		id: "topic",
		header: "Topic",
		rowHeader: true,
		className: "min-w-40",
		cell: ({ id, topic }) => (
			<Link href={`/pipeline/${id}${query}`} className="prose-link break-words">
				{topic}
			</Link>
		),
		csv: ({ topic }) => topic,
	},
	{
		id: "state",
		header: "State",
		cell: ({ state, fault }) => (
			<div className="max-w-72">
				<StatusChip tone={RUN_LOOK[state].tone}>
					{RUN_LOOK[state].word}
				</StatusChip>
				{fault && (
					<p className="line-clamp-2 break-words text-ink-muted text-xs">
						{fault}
					</p>
				)}
			</div>
		),
		csv: ({ state }) => state,
	},
	{
		id: "stages",
		header: "Stages",
		cell: (run) => <StageDots stages={stripOf(run)} />,
	},
	{
		id: "started",
		header: "Started",
		cell: ({ createdAt }) => (
			<Time iso={createdAt} zone={zone} showZone={false} />
		),
		csv: ({ createdAt }) => createdAt,
	},
	{
		id: "took",
		header: "Took",
		align: "end",
		className: "whitespace-nowrap",
		cell: (run) => {
			const ms = tookMs(run);
			return ms === null ? (
				<span className="text-ink-muted">—</span>
			) : (
				formatDuration(ms)
			);
		},
		csv: tookMs,
	},
	{
		id: "by",
		header: "By",
		className: "whitespace-nowrap",
		cell: ({ startedByName }) => startedByName,
		csv: ({ startedByName }) => startedByName,
	},
	{
		id: "post",
		header: "Post",
		cell: ({ postId, accountId }) =>
			postId ? (
				<Link
					href={`/queue?account=${accountId}&row=${postId}`}
					className="prose-link whitespace-nowrap"
				>
					Look at it
				</Link>
			) : (
				<span className="text-ink-muted">none yet</span>
			),
		csv: ({ postId }) => postId,
	},
];
