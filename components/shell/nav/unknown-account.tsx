"use client";
import { Banner } from "@/components/ui/banner";
import type { AccountChoice } from "./account-switcher";
import { chooseAccount, fruitlessRequest } from "./choose-account";
import { useAccountId } from "./use-account-id";

/** That a link names an account which the reader does not have, and which one is chosen instead. */
export function UnknownAccount(props: { accounts: readonly AccountChoice[] }) {
	const asked = useAccountId();
	const name = fruitlessRequest(props.accounts, asked);
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
