import {
	dehydrate,
	HydrationBoundary,
	QueryClient,
} from "@tanstack/react-query";
import type { Metadata } from "next";
import { DuePosts } from "@/components/decisions/due-posts";
import { GovernanceScreen } from "@/components/governance/governance-screen";
import { GovernanceHistory } from "@/components/governance/history";
import { chooseAccount } from "@/components/shell/nav/choose-account";
import { listAudit } from "@/lib/audit/views";
import type { Ctx } from "@/lib/command";
import { governanceQuery } from "@/lib/governance/panel/queries";
import { readGovernance } from "@/lib/governance/panel/views-page";
import { readDuePosts } from "@/lib/publishing/decisions/views";
import { requireCtx } from "@/lib/web/context";
import {
	closeWindowAction,
	grantSignalAction,
	liftHaltAction,
	requestWindowAction,
	revokeGrantAction,
	setHoldAction,
	withdrawWindowAction,
} from "./actions";
import {
	breakGlassAction,
	confirmHoldEndAction,
	declineHoldEndAction,
	grantSignalsAction,
	requestHoldEndAction,
	reviewGlassAction,
} from "./guarded-actions";

export const metadata: Metadata = { title: "Governance" };
export const dynamic = "force-dynamic";

const ACTS = {
	request: requestWindowAction,
	grant: grantSignalAction,
	revoke: revokeGrantAction,
	close: closeWindowAction,
	withdraw: withdrawWindowAction,
	lift: liftHaltAction,
	hold: setHoldAction,
	grantAll: grantSignalsAction,
	askHoldEnd: requestHoldEndAction,
	confirmHoldEnd: confirmHoldEndAction,
	declineHoldEnd: declineHoldEndAction,
	breakGlass: breakGlassAction,
	reviewGlass: reviewGlassAction,
};

const DUE_POSTS = 5;
const HISTORY_ROWS = 25;
const HISTORY = [
	{ subjectType: "window" },
	{ subjectType: "halt" },
	{ subjectType: "hold" },
	{ action: "budget.set" },
];

async function readHistory(ctx: Ctx) {
	const lists = await Promise.all(
		HISTORY.map((kind) => listAudit(ctx, { ...kind, limit: HISTORY_ROWS })),
	);
	return lists
		.flat()
		.sort((a, b) => Number(BigInt(b.seq) - BigInt(a.seq)))
		.slice(0, HISTORY_ROWS);
}

type PageProps = { searchParams: Promise<{ account?: string | string[] }> };

export default async function GovernancePage({ searchParams }: PageProps) {
	const ctx = await requireCtx();
	const view = await readGovernance(ctx);
	const client = new QueryClient();
	client.setQueryData(governanceQuery.view().queryKey, view);
	const account = chooseAccount(view.accounts, (await searchParams).account);
	return (
		<HydrationBoundary state={dehydrate(client)}>
			<GovernanceScreen
				acts={ACTS}
				due={<DuePosts posts={await readDuePosts(ctx, { limit: DUE_POSTS })} />}
				history={
					<GovernanceHistory
						events={await readHistory(ctx)}
						zone={account?.zone ?? "UTC"}
					/>
				}
			/>
		</HydrationBoundary>
	);
}
