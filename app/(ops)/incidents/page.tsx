import {
	dehydrate,
	HydrationBoundary,
	QueryClient,
} from "@tanstack/react-query";
import type { Metadata } from "next";
import { IncidentsScreen } from "@/components/incidents/incidents-screen";
import { chooseAccount } from "@/components/shell/nav/choose-account";
import { readIncidentList } from "@/lib/incidents/incident/views-page";
import { incidentFilterOf } from "@/lib/incidents/model";
import { incidentsQuery } from "@/lib/incidents/queries";
import { requireCtx } from "@/lib/web/context";
import { type SearchParams, searchOf } from "@/lib/web/search";
import { openIncidentAction } from "./actions";

export const metadata: Metadata = { title: "Incidents" };
export const dynamic = "force-dynamic";

export default async function IncidentsPage(props: {
	searchParams: Promise<SearchParams>;
}) {
	const ctx = await requireCtx();
	const filter = incidentFilterOf(searchOf(await props.searchParams));
	const list = await readIncidentList(ctx, filter);
	const client = new QueryClient();
	client.setQueryData(incidentsQuery.list(filter).queryKey, list);
	const account = chooseAccount(list.accounts, filter.account);
	return (
		<HydrationBoundary state={dehydrate(client)}>
			<IncidentsScreen
				filter={filter}
				zone={account?.zone ?? "UTC"}
				open={openIncidentAction}
			/>
		</HydrationBoundary>
	);
}
