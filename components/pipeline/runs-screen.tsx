"use client";
import { useQuery } from "@tanstack/react-query";
import { useHeldRows } from "@/components/shell/live/use-held-rows";
import { UrlSelect } from "@/components/ui/forms/url-select";
import { EmptyState } from "@/components/ui/states/empty-state";
import { QueryFailed } from "@/components/ui/states/query-failed";
import { DataTable } from "@/components/ui/tables/data-table";
import { NewRows } from "@/components/ui/tables/new-rows";
import { Pagination } from "@/components/ui/tables/pagination";
import { pipelineQuery, type RunListFilter } from "@/lib/pipeline/queries";
import { runColumns } from "./run-columns";
import { STATE_CHOICES, STATE_LABELS } from "./run-filter";
import { type StartRunAct, StartRunDialog } from "./start-run-dialog";

type RunsScreenProps = {
	filter: RunListFilter;
	account: { id: string; handle: string; timeZone: string };
	start: StartRunAct;
};

const pageHref = (filter: RunListFilter, cursor: string | null): string => {
	const params = new URLSearchParams();
	for (const [name, value] of Object.entries({ ...filter, cursor }))
		if (value) params.set(name, value);
	return `/pipeline?${params}`;
};

/** The runs of an account, live. */
export function RunsScreen({ filter, account, start }: RunsScreenProps) {
	const { data, error, refetch } = useQuery(pipelineQuery.runs(filter));
	const { rows, waiting, reveal } = useHeldRows(
		data?.runs ?? [],
		({ id }) => id,
		JSON.stringify(filter),
	);
	if (!data)
		return <QueryFailed what="The runs" error={error} retry={refetch} />;
	return (
		<div className="space-y-3">
			<div className="flex flex-wrap items-end justify-between gap-3">
				<UrlSelect
					label="State"
					param="state"
					value={filter.state ?? "all"}
					fallback="all"
					options={STATE_CHOICES.map((value) => ({
						value,
						label: STATE_LABELS[value],
					}))}
				/>
				<NewRows count={waiting} onReveal={reveal} />
			</div>
			<DataTable
				stacked
				caption={`Runs of @${account.handle}, newest first; times in ${account.timeZone}`}
				columns={runColumns(account.timeZone, `?account=${account.id}`)}
				rows={rows}
				rowKey={({ id }) => id}
				exportName={`runs-${account.handle}`}
				empty={
					<EmptyState
						title={filter.state ? "No run in this state" : "No run yet"}
						action={
							<StartRunDialog
								accounts={data.accounts}
								accountId={account.id}
								start={start}
							/>
						}
					>
						A run takes one topic through six stages, from trend signals to a
						post in the queue. Empty slots start runs when the queue is
						refilled.
					</EmptyState>
				}
			/>
			{(filter.cursor || data.nextBeforeId) && (
				<Pagination
					summary={`${data.runs.length} runs on this page`}
					previousHref={filter.cursor ? pageHref(filter, null) : undefined}
					nextHref={
						data.nextBeforeId ? pageHref(filter, data.nextBeforeId) : undefined
					}
				/>
			)}
		</div>
	);
}
