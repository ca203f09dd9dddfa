import { listAccounts } from "@/lib/accounts/views";
import type { Ctx } from "@/lib/command";
import { openDay } from "./commands";
import { hasDayToOpen } from "./views";

/** Opens the local day of every active account, and records the days that were missed. */
export async function openDays(ctx: Ctx): Promise<{ did: number }> {
	let did = 0;
	for (const account of await listAccounts(ctx)) {
		if (account.state !== "active" || !(await hasDayToOpen(ctx, account)))
			continue;
		await openDay(ctx, { accountId: account.id });
		did += 1;
	}
	return { did };
}
