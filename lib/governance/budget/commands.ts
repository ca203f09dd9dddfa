import { z } from "zod";
import { command } from "@/lib/command";
import { AppError } from "@/lib/core/errors";
import type { Tx } from "@/lib/db/client";
import { isExhausted, isRaise } from "./model";
import { exhaustedBudgets, findBudget, lockBudget, saveBudget } from "./store";

/**
 * Takes what is left of an account's 30-day error budget from whoever computes it. Used up, it takes away the
 * right to open a live window, recovery posts aside; windows that are open already stay open. To say that
 * more is left than before gives that right back, and is an act of its own (`budget:raise`).
 */
export const setPublishBudget = command({
	permission: async ({ tx }, { accountId, ...after }) =>
		isRaise(await lockBudget(tx, accountId), after)
			? "budget:raise"
			: "budget:set",
	input: z.object({
		accountId: z.uuid(),
		/** 1 is untouched, 0 or less is used up, null is no data. */
		remaining: z.number().finite().max(1).nullable(),
		failures: z.number().int().min(0),
	}),
	scope: (_, { accountId }) => ({ account: accountId }),
	run: async ({ tx, actor, now }, { accountId, remaining, failures }) => {
		const before = await findBudget(tx, accountId);
		const after = { remaining, failures };
		await saveBudget(tx, {
			...after,
			accountId,
			observedAt: now,
			setBy: actor.id,
		});
		const exhausted = isExhausted(after);
		return {
			value: { accountId, exhausted },
			audit: [
				{
					action: "budget.set",
					subject: { type: "account", id: accountId },
					accountId,
					before: before && {
						remaining: before.remaining,
						failures: before.failures,
					},
					after: { ...after, exhausted },
				},
			],
		};
	},
});

/** Throws `refused` where the budget of one of these accounts is used up; an empty list is all of them. */
export async function demandBudget(
	tx: Tx,
	accountIds: readonly string[],
): Promise<void> {
	const [first, ...others] = await exhaustedBudgets(tx, accountIds);
	if (!first) return;
	const more = others.length > 0 ? ` (and of ${others.length} more)` : "";
	throw new AppError(
		"refused",
		`the error budget of @${first.handle}${more} is used up after ${first.failures} failures: only a window for recovery posts may be opened`,
	);
}
