import type { Ctx } from "@/lib/command";
import { listAudit } from "./views";

/** What an act answered, and the audit event that proves it. */
export type Receipt<T> = {
	value: T;
	/** Null when the reader may not see the event. */
	auditSeq: string | null;
};

/** Runs an act and finds its last audit event by the trace, which belongs to this one act. */
export async function withReceipt<T>(
	ctx: Ctx,
	act: (ctx: Ctx) => Promise<T>,
): Promise<Receipt<T>> {
	const value = await act(ctx);
	const [event] = await listAudit(ctx, { trace: ctx.trace, limit: 1 });
	return { value, auditSeq: event?.seq ?? null };
}
