"use client";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { AccountCard } from "@/components/governance/account/card";
import { GlassBanners } from "@/components/governance/break-glass/banners";
import { BreakGlass } from "@/components/governance/break-glass/break-glass";
import { RequestWindow } from "@/components/governance/request/request";
import { SetHold } from "@/components/governance/stops/set-hold";
import { HaltsAndHolds } from "@/components/governance/stops/stops";
import { LinkedWindowNote } from "@/components/governance/windows/linked-window";
import { Windows } from "@/components/governance/windows/windows";
import { chooseAccount } from "@/components/shell/nav/choose-account";
import { useAccountId } from "@/components/shell/nav/use-account-id";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { EmptyState } from "@/components/ui/states/empty-state";
import { TableSkeleton } from "@/components/ui/states/skeleton";
import { governanceQuery } from "@/lib/governance/panel/queries";
import { type GovernanceActs, GovernanceActsProvider } from "./acts";

type GovernanceScreenProps = {
	acts: GovernanceActs;
	/** The posts that were due last. */
	due: ReactNode;
	history: ReactNode;
};

/** What may go out live, who allowed it, until when; and everything that changes it. */
export function GovernanceScreen({
	acts,
	due,
	history,
}: GovernanceScreenProps) {
	const { data: view } = useQuery(governanceQuery.view());
	const accountId = useAccountId();
	if (!view) return <TableSkeleton label="governance" rows={6} />;
	const chosen = chooseAccount(view.accounts, accountId);
	const others = view.accounts.filter((account) => account !== chosen);
	const zone = chosen?.zone ?? "UTC";
	return (
		<GovernanceActsProvider acts={acts}>
			<PageHeader
				title="Governance"
				description="What may go out live, who allowed it, and until when."
				actions={
					<>
						<SetHold view={view} />
						<RequestWindow view={view} accountId={chosen?.id ?? null} />
					</>
				}
			/>
			<GlassBanners windows={view.panel.windows} zone={zone} />
			<LinkedWindowNote windows={view.panel.windows} />
			<div id="why">
				<Section
					title="The next post"
					description="What the gate would answer now for a post that is approved and due."
				>
					{chosen ? (
						<div className="grid items-start gap-4 xl:grid-cols-2">
							{[chosen, ...others].map((account) => (
								<AccountCard
									key={account.id}
									account={account}
									isOther={account !== chosen}
									budget={view.panel.budgets.find(
										({ accountId: id }) => id === account.id,
									)}
								/>
							))}
						</div>
					) : (
						<EmptyState title="There is no account yet">
							An administrator adds one in the settings.
						</EmptyState>
					)}
				</Section>
			</div>
			<HaltsAndHolds panel={view.panel} zone={zone} />
			<Windows panel={view.panel} account={chosen} />
			<BreakGlass view={view} accountId={chosen?.id ?? null} />
			{due}
			{history}
		</GovernanceActsProvider>
	);
}
