import { listAccounts } from "@/lib/accounts/views";
import type { Ctx } from "@/lib/command";
import { isExhausted } from "./model";
import { listBudgets } from "./store";

export type BudgetView = {
	accountId: string;
	account: string;
	/** 1 is untouched, 0 or less is used up; null is no data. */
	remaining: number | null;
	failures: number;
	/** Null when nobody has told it yet. */
	observedAt: string | null;
	/** Only windows for recovery posts may be opened. */
	exhausted: boolean;
};

/** What is left of the error budget of every account that the reader may see. */
export async function readBudgets(ctx: Ctx): Promise<BudgetView[]> {
	const accounts = await listAccounts(ctx);
	const rows = await listBudgets(
		ctx.db,
		accounts.map(({ id }) => id),
	);
	const known = new Map(rows.map((row) => [row.accountId, row]));
	return accounts.map(({ id, handle }) => {
		const row = known.get(id);
		return {
			accountId: id,
			account: handle,
			remaining: row?.remaining ?? null,
			failures: row?.failures ?? 0,
			observedAt: row?.observedAt.toISOString() ?? null,
			exhausted: row !== undefined && isExhausted(row),
		};
	});
}
