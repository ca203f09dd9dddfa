import {
	dehydrate,
	HydrationBoundary,
	QueryClient,
} from "@tanstack/react-query";
import type { Metadata } from "next";
import { OperationsTable } from "@/components/pipeline/operations-table";
import { runFilterOf, runListFilter } from "@/components/pipeline/run-filter";
import { RunsScreen } from "@/components/pipeline/runs-screen";
import { SourcesScreen } from "@/components/pipeline/sources-screen";
import { StartRunDialog } from "@/components/pipeline/start-run-dialog";
import { WorkersScreen } from "@/components/pipeline/workers-screen";
import { chooseAccount } from "@/components/shell/nav/choose-account";
import { PageHeader } from "@/components/ui/page-header";
import { EmptyState } from "@/components/ui/states/empty-state";
import { Tabs } from "@/components/ui/tabs";
import { listOperations } from "@/lib/jobs/operations/operation";
import { jobsQuery } from "@/lib/jobs/workers/queries";
import { listWorkers } from "@/lib/jobs/workers/views";
import { pipelineQuery } from "@/lib/pipeline/queries";
import { readRunList } from "@/lib/pipeline/runs/views-page";
import { readSourcePage } from "@/lib/pipeline/sources/views-page";
import { requireCtx } from "@/lib/web/context";
import { type SearchParams, searchOf } from "@/lib/web/search";
import {
	addSourceAction,
	refreshSourcesAction,
	startRunAction,
	updateSourceAction,
} from "./actions";

export const metadata: Metadata = { title: "Pipeline" };
export const dynamic = "force-dynamic";

const TABS = [
	{ id: "runs", label: "Runs" },
	{ id: "sources", label: "Sources" },
	{ id: "workers", label: "Workers" },
] as const;

export default async function PipelinePage(props: {
	searchParams: Promise<SearchParams>;
}) {
	const ctx = await requireCtx();
	const search = searchOf(await props.searchParams);
	const found = await readRunList(ctx, { states: [] });
	const account = chooseAccount(found.accounts, search.get("account"));
	if (!account)
		return (
			<>
				<PageHeader title="Pipeline" />
				<EmptyState title="There is no account yet">
					Runs belong to an account. An administrator adds one in Settings.
				</EmptyState>
			</>
		);
	search.set("account", account.id);
	const tab = TABS.find(({ id }) => id === search.get("tab"))?.id ?? "runs";
	const filter = runListFilter(search);
	const client = new QueryClient();
	if (tab === "runs")
		client.setQueryData(
			pipelineQuery.runs(filter).queryKey,
			await readRunList(ctx, runFilterOf(search)),
		);
	if (tab === "sources")
		client.setQueryData(
			pipelineQuery.sources().queryKey,
			await readSourcePage(ctx),
		);
	if (tab === "workers")
		client.setQueryData(jobsQuery.workers().queryKey, await listWorkers(ctx));
	return (
		<HydrationBoundary state={dehydrate(client)}>
			<PageHeader
				title="Pipeline"
				description="From trend signals to a post in the queue: what ran, what runs, what feeds it."
				actions={
					<StartRunDialog
						accounts={found.accounts}
						accountId={account.id}
						start={startRunAction}
					/>
				}
			/>
			<Tabs
				label="Parts of the pipeline"
				currentId={tab}
				tabs={TABS.map(({ id, label }) => ({
					id,
					label,
					href: `/pipeline?account=${account.id}&tab=${id}`,
				}))}
			/>
			{tab === "runs" && (
				<RunsScreen filter={filter} account={account} start={startRunAction} />
			)}
			{tab === "sources" && (
				<SourcesScreen
					handles={found.accounts.map(({ id, handle }) => [id, handle])}
					acts={{
						add: addSourceAction,
						update: updateSourceAction,
						refresh: refreshSourcesAction,
					}}
				/>
			)}
			{tab === "workers" && (
				<>
					<WorkersScreen zone={account.timeZone} />
					<OperationsTable
						operations={await listOperations(ctx)}
						zone={account.timeZone}
					/>
				</>
			)}
		</HydrationBoundary>
	);
}
