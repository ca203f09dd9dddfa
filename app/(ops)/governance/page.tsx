import {
	dehydrate,
	HydrationBoundary,
	QueryClient,
} from "@tanstack/react-query";
import type { Metadata } from "next";
import { GovernanceRoom } from "@/components/governance/governance-room";
import { GovernanceHistory } from "@/components/governance/history";
import { chooseAccount } from "@/components/shell/choose-account";
import { listAudit } from "@/lib/audit/views";
import type { Ctx } from "@/lib/command";
import { governanceQuery } from "@/lib/governance/queries";
import { readGovernance } from "@/lib/governance/views-governance";
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
};

const HISTORY_ROWS = 25;

async function readHistory(ctx: Ctx) {
	const kinds = ["window", "halt", "hold"];
	const lists = await Promise.all(
		kinds.map((subjectType) =>
			listAudit(ctx, { subjectType, limit: HISTORY_ROWS }),
		),
	);
	return lists
		.flat()
		.sort((a, b) => Number(BigInt(b.seq) - BigInt(a.seq)))
		.slice(0, HISTORY_ROWS);
}

type PageProps = { searchParams: Promise<{ account?: string | string[] }> };

export default async function GovernancePage({ searchParams }: PageProps) {
	const ctx = await requireCtx();
	const room = await readGovernance(ctx);
	const client = new QueryClient();
	client.setQueryData(governanceQuery.room().queryKey, room);
	const account = chooseAccount(room.accounts, (await searchParams).account);
	return (
		<HydrationBoundary state={dehydrate(client)}>
			<GovernanceRoom
				acts={ACTS}
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
