import type { Db, Tx } from "@/lib/db/client";
import { type Budget, isExhausted } from "./model";

export type BudgetRecord = Budget & {
	accountId: string;
	observedAt: Date;
	setBy: string;
};

export const findBudget = (
	db: Db | Tx,
	accountId: string,
): Promise<BudgetRecord | null> =>
	db.publishBudget.findUnique({ where: { accountId } });

/** The same with its row locked: who may change it depends on what it says. */
export async function lockBudget(
	tx: Tx,
	accountId: string,
): Promise<BudgetRecord | null> {
	await tx.$queryRaw`SELECT FROM publish_budget WHERE account_id = ${accountId}::uuid FOR UPDATE`;
	return findBudget(tx, accountId);
}

export const listBudgets = (
	db: Db | Tx,
	accountIds: readonly string[],
): Promise<BudgetRecord[]> =>
	db.publishBudget.findMany({ where: { accountId: { in: [...accountIds] } } });

export async function saveBudget(tx: Tx, budget: BudgetRecord): Promise<void> {
	const { accountId } = budget;
	await tx.publishBudget.upsert({
		where: { accountId },
		create: budget,
		update: budget,
	});
}

/** The accounts among these whose budget is used up; an empty list asks for all. */
export async function exhaustedBudgets(
	db: Db | Tx,
	accountIds: readonly string[],
): Promise<(BudgetRecord & { handle: string })[]> {
	const rows = await db.publishBudget.findMany({
		where:
			accountIds.length === 0 ? {} : { accountId: { in: [...accountIds] } },
		orderBy: { accountId: "asc" },
	});
	const exhausted = rows.filter(isExhausted);
	const accounts = await db.account.findMany({
		where: { id: { in: exhausted.map(({ accountId }) => accountId) } },
		select: { id: true, handle: true },
	});
	const handles = new Map(accounts.map(({ id, handle }) => [id, handle]));
	return exhausted.map((row) => ({
		...row,
		handle: handles.get(row.accountId) ?? row.accountId,
	}));
}
