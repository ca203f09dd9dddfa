import {
	dehydrate,
	HydrationBoundary,
	QueryClient,
} from "@tanstack/react-query";
import type { Metadata } from "next";
import { openIncidentAction } from "@/app/(ops)/incidents/actions";
import { chooseAccount } from "@/components/shell/nav/choose-account";
import { TodayScreen } from "@/components/today/today-screen";
import { PageHeader } from "@/components/ui/page-header";
import { EmptyState } from "@/components/ui/states/empty-state";
import { listAccounts } from "@/lib/accounts/views";
import { signoffQuery } from "@/lib/signoff/queries";
import { readToday } from "@/lib/signoff/views-today";
import { requireCtx } from "@/lib/web/context";
import { type SearchParams, searchOf } from "@/lib/web/search";
import {
	collectAction,
	confirmItemAction,
	refillQueueAction,
	replayFailedAction,
	resumeFailedAction,
} from "./actions";

export const metadata: Metadata = { title: "Today" };
export const dynamic = "force-dynamic";

const ACTS = {
	confirm: confirmItemAction,
	replay: replayFailedAction,
	resume: resumeFailedAction,
	refill: refillQueueAction,
	collect: collectAction,
	open: openIncidentAction,
};

export default async function TodayPage(props: {
	searchParams: Promise<SearchParams>;
}) {
	const ctx = await requireCtx();
	const search = searchOf(await props.searchParams);
	const account = chooseAccount(await listAccounts(ctx), search.get("account"));
	if (!account)
		return (
			<>
				<PageHeader title="Today" />
				<EmptyState title="There is no account yet">
					The daily checklist belongs to an account. An administrator adds one
					in Settings.
				</EmptyState>
			</>
		);
	const client = new QueryClient();
	client.setQueryData(
		signoffQuery.today(account.id).queryKey,
		await readToday(ctx, account.id),
	);
	return (
		<HydrationBoundary state={dehydrate(client)}>
			<TodayScreen accountId={account.id} acts={ACTS} />
		</HydrationBoundary>
	);
}
