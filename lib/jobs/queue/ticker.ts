import type { Ctx } from "@/lib/command";
import { unlessLost } from "@/lib/core/errors";
import { pause } from "@/lib/core/pause";
import { SECOND } from "@/lib/core/time";
import { appNow } from "@/lib/db/clock";
import { recordExpiry } from "@/lib/governance/decisions/commands";
import { listEndedWindows } from "@/lib/governance/windows/views-due";
import { readChannel } from "@/lib/notifications/views";
import { listDueRuns } from "@/lib/pipeline/runs/views";
import { expirePosts } from "@/lib/publishing/publish/commands-expire";
import { listDuePosts } from "@/lib/publishing/publish/due";
import { enqueueTask } from "./store";

/** A post's job is queued so long before its slot, and waits there: the gate is never asked early. */
const PUBLISH_LEAD_MS = 2 * SECOND;
/** Posts in doubt are looked at far apart; asking for them at every tick would be noise. */
const TICKS_PER_RECONCILE = 5;

const aloneTask = (task: string) => ({ task, key: task, queue: task });

type Tick = { ctx: Ctx; now: Date; count: number };

async function enqueueDuePosts({ ctx: { db }, now }: Tick): Promise<void> {
	const due = await listDuePosts(db, now, PUBLISH_LEAD_MS);
	for (const { id, accountId, dueAt } of due)
		await enqueueTask(db, {
			task: "publish_post",
			payload: { postId: id, dueAt: dueAt.toISOString() },
			key: id,
			queue: `account:${accountId}`,
		});
}

async function enqueueDueRuns({ ctx: { db }, now }: Tick): Promise<void> {
	for (const runId of await listDueRuns(db, now))
		await enqueueTask(db, {
			task: "advance_run",
			payload: { runId },
			key: runId,
		});
}

async function recordEndedWindows({ ctx }: Tick): Promise<void> {
	for (const windowId of await listEndedWindows(ctx.db))
		await unlessLost(() => recordExpiry(ctx, { windowId }));
}

async function enqueueOutbox({ ctx }: Tick): Promise<void> {
	const channel = await readChannel(ctx);
	if (channel.pending > 0 && channel.waitsBecause === null)
		await enqueueTask(ctx.db, aloneTask("deliver_outbox"));
}

async function enqueueReconcile({ ctx, count }: Tick): Promise<void> {
	if (count % TICKS_PER_RECONCILE === 0)
		await enqueueTask(ctx.db, aloneTask("reconcile_posts"));
}

const LOOKS: readonly ((tick: Tick) => Promise<unknown>)[] = [
	enqueueDuePosts,
	enqueueDueRuns,
	recordEndedWindows,
	({ ctx }) => expirePosts(ctx),
	enqueueOutbox,
	enqueueReconcile,
];

/**
 * Looks once at what is due and wakes workers for it. Any number of tickers may do so at once: a key
 * is waited for once, and who is woken finds out for itself whether there is something to do.
 * @param onFault told of a look that failed; the others are made all the same
 */
export async function tick(
	ctx: Ctx,
	count: number,
	onFault: (error: unknown) => void,
): Promise<void> {
	const now = await appNow(ctx.db);
	for (const look of LOOKS) await look({ ctx, now, count }).catch(onFault);
}

/** Ticks until `signal`; a tick that fails is told and the next one comes. */
export async function keepTicking(
	makeCtx: () => Ctx,
	options: {
		everyMs: number;
		signal: AbortSignal;
		onFault: (error: unknown) => void;
	},
): Promise<void> {
	const { everyMs, signal, onFault } = options;
	for (let count = 0; !signal.aborted; count++) {
		await tick(makeCtx(), count, onFault).catch(onFault);
		await pause(everyMs, signal);
	}
}
