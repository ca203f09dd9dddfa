import { SLOT_LEAD_MS } from "@/lib/accounts/model";
import { slotsBetween } from "@/lib/accounts/slots";
import { findAccount } from "@/lib/accounts/views";
import type { Ctx } from "@/lib/command";
import { addMs, HOUR } from "@/lib/core/time";
import { appNow } from "@/lib/db/clock";
import { startRun } from "@/lib/pipeline/runs/commands";
import { listRuns } from "@/lib/pipeline/runs/views";

/** The 24 h that the checklist asks for, and a while for whoever takes a first look. */
const AHEAD_MS = 30 * HOUR;

/** Starts a run for every slot ahead, once in the account's life: the worker then fills the queue. */
export async function startFirstRuns(
	ctx: Ctx,
	{ handle, topics }: { handle: string; topics: readonly string[] },
): Promise<void> {
	const account = await findAccount(ctx, handle);
	if (!account) return;
	const { id: accountId, slots, timeZone } = account;
	const earlier = await listRuns(ctx, { accountId, limit: 1 });
	if (earlier.length > 0) return;
	const now = await appNow(ctx.db);
	const ahead = slotsBetween(
		slots,
		timeZone,
		addMs(now, SLOT_LEAD_MS),
		addMs(now, AHEAD_MS),
	);
	for (const [index, slotAt] of ahead.entries()) {
		const topic = topics[index % topics.length];
		if (topic) await startRun(ctx, { accountId, topic, slotAt, dedupe: "new" });
	}
}
