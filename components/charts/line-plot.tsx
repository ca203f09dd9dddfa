"use client";
import {
	Area,
	CartesianGrid,
	ComposedChart,
	Line,
	ReferenceLine,
	ResponsiveContainer,
	Tooltip,
	XAxis,
	YAxis,
} from "recharts";
import type { ChartView } from "./chart-model";
import { type ChartRow, chartRows, shortDay, shownEvents } from "./chart-rows";
import { formatValue } from "./chart-summary";
import { PlotTooltip } from "./plot-tooltip";
import { seriesLook } from "./series-look";

const AXIS = {
	stroke: "var(--color-control)",
	tick: { fill: "var(--color-ink-muted)", fontSize: 12 },
	tickLine: false,
};

const lineOf = (id: string) => (row: ChartRow) => row.points[id]?.value ?? null;

const rangeOf = (id: string) => (row: ChartRow) => {
	const { low, high } = row.points[id] ?? {};
	return low === undefined || high === undefined ? null : [low, high];
};

function bandsAndLines({ series }: ChartView) {
	return series.flatMap(({ id, label }, index) => {
		const { color, dash } = seriesLook(index);
		const common = { name: label, type: "linear" as const, stroke: color };
		return [
			<Area
				key={`${id} range`}
				{...common}
				dataKey={rangeOf(id)}
				stroke="none"
				fill={color}
				fillOpacity={0.15}
				tooltipType="none"
				isAnimationActive={false}
			/>,
			<Line
				key={id}
				{...common}
				dataKey={lineOf(id)}
				strokeWidth={2}
				strokeDasharray={dash}
				dot={{ r: 2, fill: color, strokeWidth: 0 }}
				isAnimationActive={false}
			/>,
		];
	});
}

function markers({ events = [] }: ChartView, rows: readonly ChartRow[]) {
	return shownEvents(events, rows).map(({ day, label }, index) => (
		<ReferenceLine
			key={`${day} ${label}`}
			x={day}
			stroke="var(--color-ink-muted)"
			strokeDasharray="2 2"
			label={{
				value: index + 1,
				position: "top",
				fill: "var(--color-ink)",
				fontSize: 12,
			}}
		/>
	));
}

/** The drawing itself, loaded when a chart is on the page. */
export function LinePlot({ view }: { view: ChartView }) {
	const rows = chartRows(view.series);
	return (
		<ResponsiveContainer width="100%" height="100%">
			<ComposedChart
				data={rows}
				margin={{ top: 20, right: 12, bottom: 0, left: 0 }}
			>
				<CartesianGrid stroke="var(--color-line)" vertical={false} />
				<XAxis
					{...AXIS}
					dataKey="day"
					tickFormatter={shortDay}
					minTickGap={24}
				/>
				<YAxis
					{...AXIS}
					width={56}
					domain={view.domain ? [...view.domain] : [0, "auto"]}
					tickFormatter={formatValue}
					axisLine={false}
				/>
				<Tooltip
					content={<PlotTooltip view={view} />}
					isAnimationActive={false}
				/>
				{bandsAndLines(view)}
				{view.target && (
					<ReferenceLine
						y={view.target.value}
						stroke="var(--color-ink)"
						strokeDasharray="6 4"
						ifOverflow="extendDomain"
					/>
				)}
				{markers(view, rows)}
			</ComposedChart>
		</ResponsiveContainer>
	);
}
