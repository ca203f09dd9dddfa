import { type Column, DataTable } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { Missing } from "@/components/ui/missing";
import { Section } from "@/components/ui/section";
import type { WeeklyView, WeekMetric } from "@/lib/checklists/model-weekly";

type Ranked = WeeklyView["ranking"]["templates"][number];
type Cost = WeeklyView["costs"]["bySku"][number];

const NAMES: Record<WeekMetric["metric"], string> = {
	saves: "Saves",
	shares: "Shares",
	profileClicks: "Profile clicks",
};

const number = (value: number | null) =>
	value?.toLocaleString("en-GB") ?? <Missing why="no day with data" />;

const weekColumns: readonly Column<WeekMetric>[] = [
	{
		id: "metric",
		header: "Metric",
		rowHeader: true,
		cell: ({ metric }) => NAMES[metric],
		csv: ({ metric }) => metric,
	},
	{
		id: "now",
		header: "Last 7 days",
		align: "end",
		cell: ({ now }) => number(now),
		csv: ({ now }) => now,
	},
	{
		id: "before",
		header: "7 days before",
		align: "end",
		cell: ({ before }) => number(before),
		csv: ({ before }) => before,
	},
];

/** Seven days beside the seven before; a week with gaps is no fair comparison, and says so. */
export function WeekTable({ view }: { view: WeeklyView }) {
	const { daysNow, daysBefore, metrics, formats } = view.week;
	const posts = formats
		.map(({ format, now, before }) => `${format}: ${now} after ${before}`)
		.join("; ");
	return (
		<div id="week">
			<Section
				title="7 days against the 7 before"
				description={`${daysNow} of 7 and ${daysBefore} of 7 days have data. Live posts by format: ${posts || "none"}.`}
			>
				<DataTable
					caption="Sums of the days that have data; reach is unique people and does not add up"
					columns={weekColumns}
					rows={metrics}
					rowKey={({ metric }) => metric}
					exportName={`week-${view.handle}`}
					empty={null}
				/>
			</Section>
		</div>
	);
}

const percent = (share: number): string => `${Math.round(share * 100)} %`;
/** Without the sign of a negative zero. */
const twoPlaces = (value: number): string =>
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
			`${twoPlaces(effect)} (${twoPlaces(low)} to ${twoPlaces(high)})`,
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
	const { templates, why, posts, postsWithout } = view.ranking;
	return (
		<div id="ranking">
			<Section
				title="Templates of the last 30 days"
				description={`Every account; ${posts} live posts compared at the same age, ${postsWithout} more have no snapshot of it.${why ? ` No decision: ${why}.` : ""}`}
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

const SKU_NAMES: Record<string, string> = {
	"llm.input": "Text model, read",
	"llm.output": "Text model, written",
	"render.cpu_second": "Rendering",
	"storage.gb_month": "Storage",
};

/** Three figures are enough to compare by; the file has them all. */
const sayQuantity = ({ quantity, unit }: Cost): string =>
	`${Number(quantity).toLocaleString("en-GB", { maximumSignificantDigits: 3 })} × ${unit}`;

const cost = (line: Cost) =>
	line.costMicros === null || line.currency === null ? (
		<Missing why="no price" />
	) : (
		`${(line.costMicros / 1_000_000).toFixed(4)} ${line.currency}`
	);

const costColumns: readonly Column<Cost>[] = [
	{
		id: "sku",
		header: "What",
		rowHeader: true,
		cell: ({ key }) => SKU_NAMES[key] ?? key,
		csv: ({ key }) => key,
	},
	{
		id: "quantity",
		header: "Used",
		align: "end",
		className: "whitespace-nowrap",
		cell: sayQuantity,
		csv: ({ quantity }) => quantity,
	},
	{
		id: "cost",
		header: "Cost",
		align: "end",
		className: "whitespace-nowrap",
		cell: cost,
		csv: ({ costMicros }) =>
			costMicros === null ? null : costMicros / 1_000_000,
	},
	{
		id: "unpriced",
		header: "Uses without a price",
		align: "end",
		cell: ({ unpriced }) => unpriced,
		csv: ({ unpriced }) => unpriced,
	},
];

/** What the week used and what that cost; a use without a price has no cost, not none. */
export function CostTable({ view }: { view: WeeklyView }) {
	return (
		<div id="costs">
			<Section
				title="Cost of the last 7 days"
				description="Tokens, rendering and storage of this account."
			>
				<DataTable
					stacked
					caption="By what was used"
					captionHidden
					columns={costColumns}
					rows={view.costs.bySku}
					rowKey={({ key, currency }) => `${key} ${currency}`}
					exportName={`costs-${view.handle}`}
					empty={
						<EmptyState title="Nothing was used">
							Every stage of a run records what it used; a run fills this.
						</EmptyState>
					}
				/>
			</Section>
		</div>
	);
}
