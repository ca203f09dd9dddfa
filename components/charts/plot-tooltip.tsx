import { FLOATING_CLASSES } from "@/components/ui/overlays/overlay-classes";
import { Missing } from "@/components/ui/states/missing";
import type { ChartPoint, ChartView } from "./chart-model";
import { chartRows, shortDay } from "./chart-rows";
import { formatValue } from "./chart-summary";

type PlotTooltipProps = {
	view: ChartView;
	/** Given by the plot. */
	active?: boolean;
	label?: string | number;
};

/** A value with its interval, or why there is none. */
export function ChartValue({ point }: { point: ChartPoint | undefined }) {
	if (!point || point.value === null)
		return <Missing why={point?.missing ?? "nothing was collected"} />;
	const { value, low, high } = point;
	if (low === undefined || high === undefined) return formatValue(value);
	return `${formatValue(value)} (${formatValue(low)} to ${formatValue(high)})`;
}

export function PlotTooltip({ view, active, label }: PlotTooltipProps) {
	const row = chartRows(view.series).find(({ day }) => day === label);
	if (!active || !row) return null;
	return (
		<div className={`${FLOATING_CLASSES} px-3 py-2 text-sm`}>
			<p className="font-medium">{shortDay(row.day)}</p>
			<dl className="grid grid-cols-[auto_auto] gap-x-3">
				{view.series.map(({ id, label: name }) => (
					<div key={id} className="contents">
						<dt className="text-ink-muted">{name}</dt>
						<dd className="text-end">
							<ChartValue point={row.points[id]} />
						</dd>
					</div>
				))}
			</dl>
		</div>
	);
}
