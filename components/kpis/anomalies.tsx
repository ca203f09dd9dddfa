"use client";
import Link from "next/link";
import { formatValue } from "@/components/charts/chart-summary";
import type { OpenAct } from "@/components/incidents/acts";
import { OpenIncident } from "@/components/incidents/open-incident";
import { Section } from "@/components/ui/section";
import { EmptyState } from "@/components/ui/states/empty-state";
import { type Column, DataTable } from "@/components/ui/tables/data-table";
import { formatDay } from "@/components/ui/time/format-time";
import type { IncidentList } from "@/lib/incidents/incident/views-page";
import type { KpiPageView } from "@/lib/insights/model";
import { insightsQuery } from "@/lib/insights/queries";
import { causeOf, METRIC_LABEL } from "./describe-metric";

type Anomaly = KpiPageView["anomalies"][number];

type AnomaliesProps = {
	view: KpiPageView;
	incidents: IncidentList;
	open: OpenAct;
};

const countedWords = ({ counting }: Anomaly): string =>
	counting ? "may still rise" : "to the end";

const NUMBERS: readonly Column<Anomaly>[] = [
	{
		id: "metric",
		header: "Metric",
		rowHeader: true,
		cell: ({ metric }) => METRIC_LABEL[metric],
		csv: ({ metric }) => metric,
	},
	{
		id: "day",
		header: "Day",
		className: "whitespace-nowrap",
		cell: ({ day }) => formatDay(day),
		csv: ({ day }) => day,
	},
	{
		id: "value",
		header: "Value",
		align: "end",
		cell: ({ value }) => formatValue(value),
		csv: ({ value }) => value,
	},
	{
		id: "counted",
		header: "Counted",
		className: "whitespace-nowrap",
		cell: countedWords,
		csv: countedWords,
	},
	{
		id: "baseline",
		header: "Median of 7 days before",
		align: "end",
		cell: ({ baseline }) => formatValue(baseline),
		csv: ({ baseline }) => baseline,
	},
	{
		id: "drop",
		header: "Below it by",
		align: "end",
		className: "whitespace-nowrap",
		cell: ({ dropPercent }) => `${dropPercent} %`,
		csv: ({ dropPercent }) => dropPercent,
	},
];

function LookedAt(props: AnomaliesProps & { anomaly: Anomaly }) {
	const { anomaly, incidents, view, open } = props;
	const cause = causeOf(anomaly);
	const incident = incidents.incidents.find(
		({ dedupeKey }) => dedupeKey === cause,
	);
	if (incident)
		return (
			<Link
				href={`/incidents/${incident.number}?account=${view.accountId}`}
				className="prose-link whitespace-nowrap"
			>
				Incident #{incident.number}, {incident.state}
			</Link>
		);
	if (incidents.refusal) return <span>Not yet</span>;
	const label = METRIC_LABEL[anomaly.metric];
	return (
		<OpenIncident
			label="Open an incident"
			of={`for ${label} on ${formatDay(anomaly.day)}`}
			open={open}
			accounts={incidents.accounts}
			accountId={view.accountId}
			owners={incidents.owners}
			zone={view.zone}
			cause={{
				title: `${label} fell by ${anomaly.dropPercent} % on ${anomaly.day}`,
				dedupeKey: cause,
				evidence: { value: anomaly.value, baseline: anomaly.baseline },
			}}
			invalidates={[insightsQuery.all()]}
		/>
	);
}

/** Falls that somebody has to look at. */
export function Anomalies(props: AnomaliesProps) {
	const { view, incidents } = props;
	const columns: Column<Anomaly>[] = [
		...NUMBERS,
		{
			id: "incident",
			header: "Looked at in",
			cell: (anomaly) => <LookedAt {...props} anomaly={anomaly} />,
			csv: (anomaly) =>
				incidents.incidents.find(
					({ dedupeKey }) => dedupeKey === causeOf(anomaly),
				)?.number ?? null,
		},
	];
	return (
		<Section
			title="Anomalies"
			description={`More than 30 % below the median of up to 7 days before, given at least 3 of them. Days are Meta's, in ${view.metaZone}.`}
		>
			<DataTable
				stacked
				caption="Anomalies of the last 14 days"
				captionHidden
				columns={columns}
				rows={view.anomalies}
				rowKey={causeOf}
				exportName={`anomalies-${view.handle}`}
				empty={
					<EmptyState title="No anomaly in the last 14 days">
						Days without data are not judged: where the chart has gaps, nobody
						knows.
					</EmptyState>
				}
			/>
		</Section>
	);
}
