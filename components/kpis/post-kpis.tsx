import Link from "next/link";
import { formatValue } from "@/components/charts/chart-summary";
import { Section } from "@/components/ui/section";
import { EmptyState } from "@/components/ui/states/empty-state";
import { Missing } from "@/components/ui/states/missing";
import { type Column, DataTable } from "@/components/ui/tables/data-table";
import { Time } from "@/components/ui/time/time";
import type { KpiPageView, PostKpi, PostMetrics } from "@/lib/insights/model";

const METRICS: readonly [keyof PostMetrics, string][] = [
	["reach", "Reach"],
	["views", "Views"],
	["likes", "Likes"],
	["comments", "Comments"],
	["saves", "Saves"],
	["shares", "Shares"],
	["profileVisits", "Profile visits"],
];

const columnsOf = (view: KpiPageView): readonly Column<PostKpi>[] => [
	{
		id: "post",
		header: "Post",
		rowHeader: true,
		className: "min-w-48",
		cell: ({ postId, title }) => (
			<Link
				href={`/queue?row=${postId}&account=${view.accountId}`}
				className="prose-link break-words"
			>
				{title}
			</Link>
		),
		csv: ({ title }) => title,
	},
	{
		id: "published",
		header: "Published",
		cell: ({ publishedAt }) => (
			<Time iso={publishedAt} zone={view.zone} showZone={false} />
		),
		csv: ({ publishedAt }) => publishedAt,
	},
	{
		id: "age",
		header: "Read at age",
		className: "whitespace-nowrap",
		cell: ({ age }) => age ?? <Missing why="none yet" />,
		csv: ({ age }) => age,
	},
	...METRICS.map(
		([metric, header]): Column<PostKpi> => ({
			id: metric,
			header,
			align: "end",
			cell: ({ metrics }) => {
				const value = metrics[metric];
				return value === null ? "—" : formatValue(value);
			},
			csv: ({ metrics }) => metrics[metric],
		}),
	),
	{
		id: "format",
		header: "Format",
		cell: ({ format }) => format,
		csv: ({ format }) => format,
	},
];

/** What went live, with the newest snapshot of each. */
export function PostKpis({ view }: { view: KpiPageView }) {
	return (
		<Section
			title="Posts of the last 14 days"
			description="Live posts only: a simulated post has no insights and stands in no figure."
		>
			<DataTable
				caption={`Posts that went live, times in ${view.zone}; — where the platform gave no number`}
				columns={columnsOf(view)}
				rows={view.posts.toReversed()}
				rowKey={({ postId }) => postId}
				exportName={`post-kpis-${view.handle}`}
				empty={
					<EmptyState title="No post went live in the last 14 days">
						Posts appear here after they were published in an open window, with
						snapshots at fixed ages.
					</EmptyState>
				}
			/>
		</Section>
	);
}
