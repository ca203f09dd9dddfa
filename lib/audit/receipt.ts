import { visibleAccounts } from "@/lib/auth/actor";
import type { Ctx } from "@/lib/command";
import type { ChainedEvent } from "./event";

/** What a use case answered, and the audit event that proves it. */
export type Receipt<T> = {
	value: T;
	/** Null when the reader may not see the event. */
	auditSeq: string | null;
};

/** Runs a use case and takes the last event that its commands recorded. */
export async function withReceipt<T>(
	ctx: Ctx,
	work: (ctx: Ctx) => Promise<T>,
): Promise<Receipt<T>> {
	const recorded: ChainedEvent[] = [];
	const value = await work({ ...ctx, recorded });
	const visible = visibleAccounts(ctx.actor);
	const shown = recorded.findLast(
		({ accountId }) =>
			accountId === null || visible === "all" || visible.includes(accountId),
	);
	return { value, auditSeq: shown?.seq ?? null };
}
