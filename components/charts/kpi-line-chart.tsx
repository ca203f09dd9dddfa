import { useId } from "react";
import { Heading, type HeadingLevel } from "@/components/ui/heading";
import { Disclosure } from "@/components/ui/overlays/disclosure";
import { ChartKey } from "./chart-key";
import type { ChartView } from "./chart-model";
import { chartSummary } from "./chart-summary";
import { ChartTable } from "./chart-table";
import { LazyLinePlot } from "./lazy-line-plot";

type KpiLineChartProps = ChartView & {
	/** The finding or the question that the chart answers. */
	title: string;
	level?: HeadingLevel;
	/** File name for the numbers, without the extension. */
	exportName: string;
	/** Instead of the sentence made from the numbers. */
	summary?: string;
};

/** Daily values as lines on one axis; also as a sentence, as a table and as a file. */
export function KpiLineChart(props: KpiLineChartProps) {
	const { title, level = 3, exportName, summary, ...view } = props;
	const id = useId();
	const hasValues = view.series.some(({ points }) =>
		points.some(({ value }) => value !== null),
	);
	return (
		<figure
			aria-labelledby={`${id}-title`}
			className="min-w-0 space-y-2 rounded-lg border bg-surface p-4"
		>
			<Heading level={level} id={`${id}-title`}>
				{title}
			</Heading>
			<figcaption className="text-ink-muted">
				{summary ?? chartSummary(view)}
			</figcaption>
			<p className="text-ink-muted text-xs">
				{view.unit} by day, from midnight to midnight in {view.zone}
			</p>
			<div className="h-60">
				{hasValues ? (
					<LazyLinePlot view={view} />
				) : (
					<p className="grid h-full place-items-center rounded-md bg-sunken text-ink-muted">
						No data in this range
					</p>
				)}
			</div>
			<ChartKey view={view} />
			<div data-print="hide">
				<Disclosure summary="Show the numbers">
					<ChartTable title={title} exportName={exportName} view={view} />
				</Disclosure>
			</div>
		</figure>
	);
}
