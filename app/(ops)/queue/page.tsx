import {
	dehydrate,
	HydrationBoundary,
	QueryClient,
} from "@tanstack/react-query";
import type { Metadata } from "next";
import { z } from "zod";
import { runFilterOf } from "@/components/pipeline/run-filter";
import { QueueScreen } from "@/components/queue/queue-screen";
import { chooseAccount } from "@/components/shell/nav/choose-account";
import { PageHeader } from "@/components/ui/page-header";
import { EmptyState } from "@/components/ui/states/empty-state";
import { listAccounts } from "@/lib/accounts/views";
import type { Ctx } from "@/lib/command";
import { AppError } from "@/lib/core/errors";
import { pipelineQuery } from "@/lib/pipeline/queries";
import { readRunList } from "@/lib/pipeline/runs/views-page";
import { queueFilterOf } from "@/lib/publishing/queue/model";
import { publishingQuery } from "@/lib/publishing/queue/queries";
import { readQueuePage } from "@/lib/publishing/queue/views-page";
import { readPostPanel } from "@/lib/publishing/queue/views-panel";
import { requireCtx } from "@/lib/web/context";
import { type SearchParams, searchOf } from "@/lib/web/search";
import {
	approveAction,
	approveManyAction,
	editAction,
	holdAction,
	holdManyAction,
	liftQuarantineAction,
	publishNextAction,
	quarantineAction,
	refillAction,
	rejectAction,
	rejectManyAction,
	releaseAction,
	requeueAction,
	rescheduleAction,
	resolveAction,
} from "./actions";

export const metadata: Metadata = { title: "Queue" };
export const dynamic = "force-dynamic";

const ACTS = {
	approve: approveAction,
	approveMany: approveManyAction,
	reject: rejectAction,
	rejectMany: rejectManyAction,
	edit: editAction,
	hold: holdAction,
	holdMany: holdManyAction,
	release: releaseAction,
	reschedule: rescheduleAction,
	requeue: requeueAction,
	publishNext: publishNextAction,
	resolve: resolveAction,
	quarantine: quarantineAction,
	liftQuarantine: liftQuarantineAction,
	refill: refillAction,
};

/** The open post; one that is not there is told by the panel, which asks again. */
async function prefetchPost(ctx: Ctx, client: QueryClient, postId: string) {
	try {
		client.setQueryData(
			publishingQuery.post(postId).queryKey,
			await readPostPanel(ctx, postId),
		);
	} catch (error) {
		if (!(error instanceof AppError)) throw error;
	}
}

async function prefetch(ctx: Ctx, accountId: string, rowId: string | null) {
	const client = new QueryClient();
	client.setQueryData(
		publishingQuery.queue(accountId).queryKey,
		await readQueuePage(ctx, accountId),
	);
	const unfinished = { account: accountId, state: "unfinished", cursor: null };
	client.setQueryData(
		pipelineQuery.runs(unfinished).queryKey,
		await readRunList(
			ctx,
			runFilterOf(
				new URLSearchParams({ account: accountId, state: "unfinished" }),
			),
		),
	);
	if (rowId) await prefetchPost(ctx, client, rowId);
	return dehydrate(client);
}

export default async function QueuePage(props: {
	searchParams: Promise<SearchParams>;
}) {
	const ctx = await requireCtx();
	const search = searchOf(await props.searchParams);
	const accounts = await listAccounts(ctx);
	const account = chooseAccount(accounts, search.get("account"));
	if (!account)
		return (
			<>
				<PageHeader title="Queue" />
				<EmptyState title="There is no account yet">
					A queue belongs to an account. An administrator adds one in Settings.
				</EmptyState>
			</>
		);
	const rowId = z.uuid().safeParse(search.get("row")).data ?? null;
	return (
		<HydrationBoundary state={await prefetch(ctx, account.id, rowId)}>
			<PageHeader
				title="Queue"
				description={`What goes out on @${account.handle}, when, and what still needs somebody.`}
			/>
			<QueueScreen
				accountId={account.id}
				filter={queueFilterOf(search.get("state"))}
				rowId={rowId}
				acts={ACTS}
			/>
		</HydrationBoundary>
	);
}
