"use client";
import { useQuery } from "@tanstack/react-query";
import { useHeldRows } from "@/components/shell/live/use-held-rows";
import { UrlSelect } from "@/components/ui/forms/url-select";
import { PageHeader } from "@/components/ui/page-header";
import { EmptyState } from "@/components/ui/states/empty-state";
import { QueryFailed } from "@/components/ui/states/query-failed";
import { DataTable } from "@/components/ui/tables/data-table";
import { NewRows } from "@/components/ui/tables/new-rows";
import type { IncidentList } from "@/lib/incidents/incident/views-page";
import { type IncidentFilter, STATE_FILTERS } from "@/lib/incidents/model";
import { incidentsQuery } from "@/lib/incidents/queries";
import type { OpenAct } from "./acts";
import { FILTER_LABEL, severityNames } from "./appearance";
import { incidentColumns } from "./incident-columns";
import { OpenIncident } from "./open-incident";

type IncidentsScreenProps = {
	filter: IncidentFilter;
	zone: string;
	open: OpenAct;
};

const ANY = "any";

function Filters({ filter }: { filter: IncidentFilter }) {
	return (
		<div className="flex flex-wrap items-end gap-3">
			<UrlSelect
				label="State"
				param="state"
				value={filter.state}
				fallback="open"
				options={STATE_FILTERS.map((value) => ({
					value,
					label: FILTER_LABEL[value],
				}))}
			/>
			<UrlSelect
				label="Severity"
				param="severity"
				value={filter.severity === null ? ANY : String(filter.severity)}
				fallback={ANY}
				options={[{ value: ANY, label: "Any severity" }, ...severityNames]}
			/>
		</div>
	);
}

function Nothing({ filter, all }: { filter: IncidentFilter; all: number }) {
	if (filter.state === "open" && filter.severity === null)
		return (
			<EmptyState title="No open incident">
				Detectors open one when publishing fails or a worker goes silent, and
				anybody who works here can open one by hand. {all} in all so far.
			</EmptyState>
		);
	return (
		<EmptyState title="No incident matches">
			Choose another state or severity; there are {all} in all.
		</EmptyState>
	);
}

const handlesOf = ({ accounts }: IncidentList) => {
	const handles = new Map(accounts.map(({ id, handle }) => [id, handle]));
	return (accountId: string | null) =>
		accountId === null
			? "every account"
			: `@${handles.get(accountId) ?? "unknown"}`;
};

/** The incidents of the account and of all accounts, live, the worst first. */
export function IncidentsScreen(props: IncidentsScreenProps) {
	const { filter, zone, open } = props;
	const { data, error, refetch } = useQuery(incidentsQuery.list(filter));
	const { rows, waiting, reveal } = useHeldRows(
		data?.incidents ?? [],
		({ id }) => id,
		JSON.stringify(filter),
	);
	if (!data)
		return <QueryFailed what="The incidents" error={error} retry={refetch} />;
	const { account } = filter;
	return (
		<>
			<PageHeader
				title="Incidents"
				description={`${data.open} open, ${data.all} in all`}
				actions={
					data.refusal ? (
						<p className="text-ink-muted text-sm">
							You cannot open one: {data.refusal}.
						</p>
					) : (
						<OpenIncident
							primary
							open={open}
							accounts={data.accounts}
							accountId={account}
							owners={data.owners}
							zone={zone}
						/>
					)
				}
			/>
			<div className="flex flex-wrap items-end justify-between gap-3">
				<Filters filter={filter} />
				<NewRows count={waiting} onReveal={reveal} />
			</div>
			<DataTable
				stacked
				caption={`Incidents, the worst first; times in ${zone}`}
				columns={incidentColumns({
					zone,
					query: account ? `?account=${account}` : "",
					handleOf: handlesOf(data),
				})}
				rows={rows}
				rowKey={({ id }) => id}
				exportName="incidents"
				empty={<Nothing filter={filter} all={data.all} />}
			/>
		</>
	);
}
