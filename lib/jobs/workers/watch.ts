import type { Ctx } from "@/lib/command";
import { pause } from "@/lib/core/pause";
import { addMs, DAY } from "@/lib/core/time";
import { appNow } from "@/lib/db/clock";
import { detectIncidents } from "@/lib/incidents/detect/detect";
import {
	isAlarming,
	type WatchedWorkers,
	watchedFrom,
} from "@/lib/incidents/detect/idle";
import { deliverOutbox } from "@/lib/notifications/deliver";
import { CHANNEL_PACE_MS } from "@/lib/notifications/retry";
import { listWorkerHeartbeats } from "./store";

/** What waits beyond it is sent after the next look: a worker may be back by then. */
const MESSAGES_PER_LOOK = 30;

type Watch = {
	/** The database's time at which looking began. */
	since: Date;
	signal: AbortSignal;
	/** Told of what failed; the rest is done all the same. */
	onFault: (error: unknown) => void;
};

/**
 * Detects incidents and tells the team of them, but only while no worker is there to do so. Any
 * number may look at once, a worker that comes back among them: cause and lease decide, not the caller.
 */
export async function superviseWorkers(ctx: Ctx, watch: Watch): Promise<void> {
	const now = await appNow(ctx.db);
	const lives = await listWorkerHeartbeats(ctx.db, addMs(now, -DAY));
	if (!isAlarming(lives, watch.since, now)) return;
	await detectIncidents(ctx).catch(watch.onFault);
	await deliverAll(ctx, watch.signal).catch(watch.onFault);
}

async function deliverAll(ctx: Ctx, signal: AbortSignal): Promise<void> {
	for (let sent = 0; sent < MESSAGES_PER_LOOK && !signal.aborted; sent++) {
		const { did } = await deliverOutbox(ctx);
		if (did === 0) return;
		await pause(CHANNEL_PACE_MS, signal);
	}
}

/** Looks every `everyMs` until `signal`; a look that fails is told and the next one comes. */
export async function keepWatch(
	makeCtx: () => Ctx,
	options: Omit<Watch, "since"> & { everyMs: number },
): Promise<void> {
	const { everyMs, signal, onFault } = options;
	let watched: WatchedWorkers | null = null;
	const look = async (ctx: Ctx) => {
		watched = watchedFrom(watched, everyMs, await appNow(ctx.db));
		await superviseWorkers(ctx, { since: watched.since, signal, onFault });
	};
	while (!signal.aborted) {
		await look(makeCtx()).catch(onFault);
		await pause(everyMs, signal);
	}
}
