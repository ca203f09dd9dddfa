import { formatValue } from "@/components/charts/chart-summary";
import { Banner } from "@/components/ui/banner";
import { UrlSelect } from "@/components/ui/forms/url-select";
import { Section } from "@/components/ui/section";
import { Missing } from "@/components/ui/states/missing";
import { type Column, DataTable } from "@/components/ui/tables/data-table";
import { formatDay } from "@/components/ui/time/format-time";
import { Time } from "@/components/ui/time/time";
import {
	type DataState,
	KPI_METRICS,
	type KpiPageView,
} from "@/lib/insights/model";
import { changeWords, METRIC_LABEL } from "./describe-metric";

type Row = {
	id: string;
	label: string;
	value: number | null;
	before: number | null;
	reason: string;
};

const STATE_WORDS: Record<DataState, string> = {
	present: "there",
	counting: "still being counted",
	late: "late",
	missing: "missing",
};

const rowsOf = (view: KpiPageView): Row[] =>
	KPI_METRICS.map((metric) => {
		const figure = view.day.figures[metric];
		return figure.value === null
			? {
					id: metric,
					label: METRIC_LABEL[metric],
					value: null,
					before: null,
					reason:
						figure.reason === view.day.reason
							? STATE_WORDS[view.day.state]
							: figure.reason,
				}
			: { id: metric, label: METRIC_LABEL[metric], reason: "", ...figure };
	});

const COLUMNS: readonly Column<Row>[] = [
	{
		id: "metric",
		header: "Metric",
		rowHeader: true,
		cell: ({ label, reason }) => (
			<>
				{label}
				{reason && (
					<span className="block text-ink-muted text-xs">{reason}</span>
				)}
			</>
		),
		csv: ({ label }) => label,
	},
	{
		id: "value",
		header: "That day",
		align: "end",
		cell: ({ value }) => (value === null ? "—" : formatValue(value)),
		csv: ({ value }) => value,
	},
	{
		id: "before",
		header: "Day before",
		align: "end",
		cell: ({ before, value }) =>
			before !== null ? (
				formatValue(before)
			) : value === null ? (
				"—"
			) : (
				<Missing why="the day before has none" />
			),
		csv: ({ before }) => before,
	},
	{
		id: "change",
		header: "Change",
		align: "end",
		className: "whitespace-nowrap",
		cell: ({ value, before }) => changeWords(value, before) ?? "—",
		csv: ({ value, before }) => changeWords(value, before),
	},
];

/** What the whole day is told of, once, above the table: it is a gap, or may still rise. */
function DayBanner({ day }: Pick<KpiPageView, "day">) {
	const name = formatDay(day.day);
	return (
		<Banner
			tone={day.state === "missing" ? "warn" : "info"}
			title={
				day.state === "counting"
					? `Figures of ${name} may still rise`
					: `No figures of ${name}: ${STATE_WORDS[day.state]}`
			}
		>
			{day.reason}.
		</Banner>
	);
}

/** One day against the day before it; late, missing and still being counted say so. */
export function DaySummary({ view }: { view: KpiPageView }) {
	const { day, points, zone, metaZone } = view;
	const days = points.map((point) => point.day).toReversed();
	const last = days[0] ?? day.day;
	return (
		<Section
			title={`${formatDay(day.day)} against the day before`}
			description={
				<>
					Meta's days run from midnight to midnight in {metaZone}.{" "}
					{day.observedAt ? (
						<>
							Read <Time iso={day.observedAt} zone={zone} />.
						</>
					) : (
						"Not read yet."
					)}
				</>
			}
		>
			{day.reason && <DayBanner day={day} />}
			<div className="sm:max-w-56">
				<UrlSelect
					label="Day"
					param="day"
					value={day.day}
					fallback={last}
					options={[...new Set([...days, day.day])].map((value) => ({
						value,
						label: formatDay(value),
					}))}
				/>
			</div>
			<DataTable
				caption={`KPIs of ${formatDay(day.day)}`}
				captionHidden
				columns={COLUMNS}
				rows={rowsOf(view)}
				rowKey={({ id }) => id}
				exportName={`kpis-${view.handle}-${day.day}`}
				empty={null}
			/>
		</Section>
	);
}
