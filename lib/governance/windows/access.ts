import type { CommandContext } from "@/lib/command";
import { AppError } from "@/lib/core/errors";
import type { Db, Tx } from "@/lib/db/client";
import { exhaustedBudgets } from "@/lib/governance/budget/store";
import { findWindow, isOrphaned, lockWindow, type WindowRecord } from "./store";

/** An empty list of accounts is all of them, and asks for a role on all of them. */
export const scopesOf = (window: Pick<WindowRecord, "accountIds">) =>
	window.accountIds.length === 0
		? ("all" as const)
		: window.accountIds.map((account) => ({ account }));

/** The account that an event about a window belongs to, and so who reads it; null for several, and for all. */
export const soleAccountOf = ({
	accountIds,
}: Pick<WindowRecord, "accountIds">): string | null =>
	accountIds.length === 1 ? (accountIds[0] ?? null) : null;

export const windowScopes = async (
	{ tx }: CommandContext,
	input: { windowId: string },
) => scopesOf(await loadWindow(tx, input.windowId));

/** Throws `not_found`. */
export async function loadWindow(
	db: Db | Tx,
	id: string,
): Promise<WindowRecord> {
	const window = await findWindow(db, id);
	if (!window) throw new AppError("not_found", "there is no such window");
	return window;
}

/** Is this who requested the window, or who took the request over? */
export const answersFor = (
	window: Pick<WindowRecord, "requestedBy" | "handedTo">,
	personId: string,
): boolean => personId === (window.handedTo ?? window.requestedBy);

/** The window, locked; throws `not_found`. */
export async function demandWindow(
	tx: CommandContext["tx"],
	id: string,
): Promise<WindowRecord> {
	const window = await lockWindow(tx, id);
	if (!window) throw new AppError("not_found", "there is no such window");
	return window;
}

/** The window with what else a grant in it depends on. */
export async function windowQuestion(db: Db | Tx, window: WindowRecord) {
	return {
		...window,
		orphaned: await isOrphaned(db, window),
		overBudget: (await exhaustedBudgets(db, window.accountIds)).length > 0,
	};
}
