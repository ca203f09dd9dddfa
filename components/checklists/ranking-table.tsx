import { Section } from "@/components/ui/section";
import { EmptyState } from "@/components/ui/states/empty-state";
import { type Column, DataTable } from "@/components/ui/tables/data-table";
import { Time } from "@/components/ui/time/time";
import type { WeeklyView } from "@/lib/checklists/model-weekly";

type Ranked = WeeklyView["ranking"]["templates"][number];

const percent = (share: number): string => `${Math.round(share * 100)} %`;
/** Without the sign of a negative zero. */
const twoScopes = (value: number): string =>
	value.toFixed(2).replace(/^-(0\.00)$/, "$1");

const rankingColumns = (view: WeeklyView): readonly Column<Ranked>[] => [
	{
		id: "template",
		header: "Template",
		rowHeader: true,
		cell: ({ template }) => template,
		csv: ({ template }) => template,
	},
	{
		id: "n",
		header: "Posts",
		align: "end",
		cell: ({ n }) => n,
		csv: ({ n }) => n,
	},
	{
		id: "effect",
		header: "Effect on log reach",
		align: "end",
		className: "whitespace-nowrap",
		cell: ({ effect, low, high }) =>
			`${twoScopes(effect)} (${twoScopes(low)} to ${twoScopes(high)})`,
		csv: ({ effect }) => effect,
	},
	{
		id: "better",
		header: "Better than the mean",
		align: "end",
		cell: ({ better }) => percent(better),
		csv: ({ better }) => better,
	},
	{
		id: "verdict",
		header: "Verdict",
		className: "whitespace-nowrap",
		cell: ({ template, eligible }) => {
			if (view.ranking.promote.includes(template)) return "promote";
			if (view.ranking.retire.includes(template)) return "retire";
			return eligible ? "keep" : "not enough posts";
		},
	},
];

/** The templates by what their posts reached, with how sure that is. */
export function RankingTable({ view }: { view: WeeklyView }) {
	const { templates, why, posts, postsWithout, lastDecision } = view.ranking;
	return (
		<div id="ranking">
			<Section
				title="Templates of the last 30 days"
				description={
					<>
						Every account; {posts} live posts compared at the same age,{" "}
						{postsWithout} more have no snapshot of it.
						{why && ` No decision: ${why}.`}
						{lastDecision && (
							<>
								{" "}
								Last decision: <Time iso={lastDecision.at} zone={view.zone} />,{" "}
								{lastDecision.by}, strategy {lastDecision.strategyBefore} →{" "}
								{lastDecision.strategyAfter}.
							</>
						)}
					</>
				}
			>
				<DataTable
					stacked
					caption="The best first"
					captionHidden
					columns={rankingColumns(view)}
					rows={templates}
					rowKey={({ template }) => template}
					exportName="template-ranking"
					empty={
						<EmptyState title="No live post to rank templates by">
							Rehearsals have no reach. The ranking fills once posts went live
							and their snapshots were taken; ops template-rank says the same.
						</EmptyState>
					}
				/>
			</Section>
		</div>
	);
}
