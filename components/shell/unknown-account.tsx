"use client";
import type { AccountChoice } from "@/components/frame/account-switcher";
import { useAccountId } from "@/components/frame/use-account-id";
import { Banner } from "@/components/ui/banner";
import { askedInVain, chooseAccount } from "./choose-account";

/** That a link names an account which the reader does not have, and which one is chosen instead. */
export function UnknownAccount(props: { accounts: readonly AccountChoice[] }) {
	const asked = useAccountId();
	const name = askedInVain(props.accounts, asked);
	const chosen = chooseAccount(props.accounts, asked);
	if (!name || !chosen) return null;
	return (
		<Banner
			tone="warn"
			title={`There is no account “${name}” that you may see`}
		>
			@{chosen.handle} is chosen instead.
		</Banner>
	);
}
