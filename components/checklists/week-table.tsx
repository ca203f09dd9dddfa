import { Section } from "@/components/ui/section";
import { Missing } from "@/components/ui/states/missing";
import { type Column, DataTable } from "@/components/ui/tables/data-table";
import type { WeeklyView, WeekMetric } from "@/lib/checklists/model-weekly";

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
				title="Last 7 days vs previous 7"
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
