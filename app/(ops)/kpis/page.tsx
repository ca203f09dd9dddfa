import {
	dehydrate,
	HydrationBoundary,
	QueryClient,
} from "@tanstack/react-query";
import type { Metadata } from "next";
import { z } from "zod";
import { openIncidentAction } from "@/app/(ops)/incidents/actions";
import { KpisScreen } from "@/components/kpis/kpis-screen";
import { chooseAccount } from "@/components/shell/nav/choose-account";
import { PageHeader } from "@/components/ui/page-header";
import { EmptyState } from "@/components/ui/states/empty-state";
import { listAccounts } from "@/lib/accounts/views";
import { readIncidentList } from "@/lib/incidents/incident/views-page";
import { incidentsQuery } from "@/lib/incidents/queries";
import { readKpiPage } from "@/lib/insights/kpi/views-page";
import { CHART_METRICS } from "@/lib/insights/model";
import { insightsQuery } from "@/lib/insights/queries";
import { requireCtx } from "@/lib/web/context";
import { type SearchParams, searchOf } from "@/lib/web/search";

export const metadata: Metadata = { title: "KPIs" };
export const dynamic = "force-dynamic";

const Metric = z.enum(CHART_METRICS).catch("reach");
const Day = z.iso.date().nullable().catch(null);

export default async function KpisPage(props: {
	searchParams: Promise<SearchParams>;
}) {
	const ctx = await requireCtx();
	const search = searchOf(await props.searchParams);
	const account = chooseAccount(await listAccounts(ctx), search.get("account"));
	if (!account)
		return (
			<>
				<PageHeader title="KPIs" />
				<EmptyState title="There is no account yet">
					KPIs belong to an account. An administrator adds one in Settings.
				</EmptyState>
			</>
		);
	const day = Day.parse(search.get("day"));
	const every = { account: account.id, state: "all", severity: null } as const;
	const client = new QueryClient();
	client.setQueryData(
		insightsQuery.view(account.id, day).queryKey,
		await readKpiPage(ctx, account.id, day),
	);
	client.setQueryData(
		incidentsQuery.list(every).queryKey,
		await readIncidentList(ctx, every),
	);
	return (
		<HydrationBoundary state={dehydrate(client)}>
			<KpisScreen
				accountId={account.id}
				day={day}
				metric={Metric.parse(search.get("metric"))}
				open={openIncidentAction}
			/>
		</HydrationBoundary>
	);
}
