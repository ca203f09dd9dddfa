import type { Metadata } from "next";
import { CostTable } from "@/components/checklists/cost-table";
import { RankingTable } from "@/components/checklists/ranking-table";
import { WeekTable } from "@/components/checklists/week-table";
import { HypothesesTable } from "@/components/checklists/weekly-hypotheses";
import { WeeklyItems } from "@/components/checklists/weekly-items";
import { chooseAccount } from "@/components/shell/nav/choose-account";
import { PageHeader } from "@/components/ui/page-header";
import { EmptyState } from "@/components/ui/states/empty-state";
import { Time } from "@/components/ui/time/time";
import { listAccounts } from "@/lib/accounts/views";
import { readWeekly } from "@/lib/checklists/views-weekly";
import { requireCtx } from "@/lib/web/context";
import { type SearchParams, searchOf } from "@/lib/web/search";
import { decideHypothesisAction, refreshHypothesesAction } from "./actions";

export const metadata: Metadata = { title: "Weekly" };
export const dynamic = "force-dynamic";

export default async function WeeklyPage(props: {
	searchParams: Promise<SearchParams>;
}) {
	const ctx = await requireCtx();
	const search = searchOf(await props.searchParams);
	const account = chooseAccount(await listAccounts(ctx), search.get("account"));
	if (!account)
		return (
			<>
				<PageHeader title="Weekly review" />
				<EmptyState title="There is no account yet">
					The review belongs to an account. An administrator adds one in
					Settings.
				</EmptyState>
			</>
		);
	const view = await readWeekly(ctx, account.id);
	return (
		<>
			<PageHeader
				title="Weekly review"
				description={
					<>
						@{view.handle}, observed{" "}
						<Time iso={view.observedAt} zone={view.zone} />
					</>
				}
			/>
			<WeeklyItems view={view} />
			<WeekTable view={view} />
			<RankingTable view={view} />
			<HypothesesTable
				view={view}
				acts={{
					refresh: refreshHypothesesAction,
					decide: decideHypothesisAction,
				}}
			/>
			<CostTable view={view} />
		</>
	);
}
