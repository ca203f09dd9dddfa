"use client";
import { type AccountChoice, AccountSwitcher } from "./account-switcher";
import { chooseAccount } from "./choose-account";
import { useAccountId } from "./use-account-id";

/** The switcher on every page: the layout is not told the URL, so the choice is made here. */
export function FrameAccount(props: { accounts: readonly AccountChoice[] }) {
	const chosen = chooseAccount(props.accounts, useAccountId());
	if (!chosen) return <span className="text-ink-muted">No account yet</span>;
	return <AccountSwitcher accounts={props.accounts} currentId={chosen.id} />;
}
