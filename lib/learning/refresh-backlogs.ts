import { listAccounts } from "@/lib/accounts/views";
import { can } from "@/lib/auth/actor";
import type { Ctx } from "@/lib/command";
import { refreshHypotheses } from "./commands-hypotheses";
import type { BacklogRefreshed } from "./model";

/** Refreshes the hypothesis backlog of every account that the actor may work on. */
export async function refreshBacklogs(
	ctx: Ctx,
): Promise<(BacklogRefreshed & { account: string })[]> {
	const accounts = await listAccounts(ctx);
	const refreshed = [];
	for (const { id: accountId, handle: account } of accounts) {
		if (!can(ctx.actor, "run:advance", { account: accountId })) continue;
		refreshed.push({
			account,
			...(await refreshHypotheses(ctx, { accountId })),
		});
	}
	return refreshed;
}
