"use client";
import { useQuery } from "@tanstack/react-query";
import { HaltDialog } from "@/components/shell/halt/dialog";
import type { HaltAct } from "@/components/shell/halt/done";
import type { AccountChoice } from "@/components/shell/nav/account-switcher";
import { chooseAccount } from "@/components/shell/nav/choose-account";
import { useAccountId } from "@/components/shell/nav/use-account-id";
import { ButtonLink } from "@/components/ui/button-link";
import { governanceQuery } from "@/lib/governance/panel/queries";
import type { ModeView } from "@/lib/governance/panel/views-mode";
import { barView } from "./bar-view";
import { ModeBar } from "./mode-bar";

type LiveModeBarProps = {
	/** As read with the page. */
	mode: ModeView;
	accounts: readonly AccountChoice[];
	/** Absent for those who may not. */
	halt: HaltAct | null;
};

const requestHref = (account: AccountChoice | null): string => {
	const chosen = account ? { account: account.id } : {};
	return `/governance?${new URLSearchParams({ ...chosen, act: "request" })}`;
};

/** The bar's words follow what happens; the brake stands in it. */
export function LiveModeBar({ mode, accounts, halt }: LiveModeBarProps) {
	const { data } = useQuery({ ...governanceQuery.mode(), initialData: mode });
	const account = chooseAccount(accounts, useAccountId());
	const newer = data.observedAt > mode.observedAt ? data : mode;
	return (
		<ModeBar
			view={barView(newer)}
			zone={account?.zone ?? "UTC"}
			haltAction={
				halt && (
					<div className="flex items-center gap-2">
						{newer.mode === "simulation" && (
							<ButtonLink
								href={requestHref(account)}
								size="sm"
								className="max-sm:hidden"
							>
								Request a window
							</ButtonLink>
						)}
						<HaltDialog
							halt={halt}
							account={account}
							halted={newer.mode === "halted"}
						/>
					</div>
				)
			}
		/>
	);
}
