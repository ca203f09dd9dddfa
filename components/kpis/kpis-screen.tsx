"use client";
import { useQuery } from "@tanstack/react-query";
import { KpiLineChart } from "@/components/charts/kpi-line-chart";
import type { OpenAct } from "@/components/incidents/acts";
import { UrlSelect } from "@/components/ui/forms/url-select";
import { PageHeader } from "@/components/ui/page-header";
import { QueryFailed } from "@/components/ui/states/query-failed";
import { incidentsQuery } from "@/lib/incidents/queries";
import { CHART_METRICS, type ChartMetric } from "@/lib/insights/model";
import { insightsQuery } from "@/lib/insights/queries";
import { Anomalies } from "./anomalies";
import { Collectors } from "./collectors";
import { DaySummary } from "./day-summary";
import { chartOf, METRIC_LABEL } from "./describe-metric";
import { PostKpis } from "./post-kpis";

type KpisScreenProps = {
	accountId: string;
	day: string | null;
	metric: ChartMetric;
	open: OpenAct;
};

const question = (metric: ChartMetric): string =>
	metric === "posts"
		? "How many posts went live, and how many were rehearsed?"
		: `How did ${METRIC_LABEL[metric].toLowerCase()} go in the last 14 days?`;

/** Every incident there was: the chart marks them, the anomalies look for theirs. */
const everyIncident = (accountId: string) =>
	incidentsQuery.list({ account: accountId, state: "all", severity: null });

/** What the account's numbers say, how old they are, and what is odd about them. */
export function KpisScreen(props: KpisScreenProps) {
	const { accountId, day, metric, open } = props;
	const kpis = useQuery(insightsQuery.view(accountId, day));
	const incidents = useQuery(everyIncident(accountId));
	const { data: view } = kpis;
	if (!view)
		return (
			<QueryFailed what="The KPIs" error={kpis.error} retry={kpis.refetch} />
		);
	if (!incidents.data)
		return (
			<QueryFailed
				what="The incidents"
				error={incidents.error}
				retry={incidents.refetch}
			/>
		);
	return (
		<>
			<PageHeader
				title="KPIs"
				description={`@${view.handle}: the day before, 14 days of trend, what is odd, and how old the numbers are.`}
			/>
			<DaySummary view={view} />
			<div className="space-y-3">
				<div className="sm:max-w-56">
					<UrlSelect
						label="Metric"
						param="metric"
						value={metric}
						fallback="reach"
						options={CHART_METRICS.map((value) => ({
							value,
							label: METRIC_LABEL[value],
						}))}
					/>
				</div>
				<KpiLineChart
					{...chartOf(view, metric, incidents.data.incidents)}
					title={question(metric)}
					level={2}
					exportName={`kpi-${metric}-${view.handle}`}
				/>
			</div>
			<Anomalies view={view} incidents={incidents.data} open={open} />
			<Collectors view={view} />
			<PostKpis view={view} />
		</>
	);
}
