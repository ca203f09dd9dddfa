import { type Ctx, demandRead } from "@/lib/command";
import { addMs, DAY } from "@/lib/core/time";
import { appNow } from "@/lib/db/clock";
import { isIdle, SILENCE_MS } from "@/lib/incidents/detect/idle";
import { listWorkerHeartbeats } from "./store";

export type WorkerView = {
	id: string;
	host: string;
	pid: number;
	startedAt: string;
	beatAt: string;
	stoppedAt: string | null;
	state: "alive" | "silent" | "stopped";
};

/** The workers of the last day, the living first, the newest first among them. */
export async function listWorkers(ctx: Ctx): Promise<WorkerView[]> {
	demandRead(ctx);
	const now = await appNow(ctx.db);
	const stateOf = (row: {
		stoppedAt: Date | null;
		beatAt: Date;
	}): WorkerView["state"] => {
		if (row.stoppedAt) return "stopped";
		return row.beatAt >= addMs(now, -SILENCE_MS) ? "alive" : "silent";
	};
	const rows = await listWorkerHeartbeats(ctx.db, addMs(now, -DAY));
	const workers: WorkerView[] = rows.map((row) => ({
		id: row.id,
		host: row.host,
		pid: row.pid,
		startedAt: row.startedAt.toISOString(),
		beatAt: row.beatAt.toISOString(),
		stoppedAt: row.stoppedAt?.toISOString() ?? null,
		state: stateOf(row),
	}));
	const order: WorkerView["state"][] = ["alive", "silent", "stopped"];
	return workers.sort(
		(a, b) =>
			order.indexOf(a.state) - order.indexOf(b.state) ||
			b.startedAt.localeCompare(a.startedAt),
	);
}

export type IdlenessView = { idle: boolean; observedAt: string };

/** Whether nothing is published, collected or run, since no worker is at work. */
export async function readIdleness(ctx: Ctx): Promise<IdlenessView> {
	demandRead(ctx);
	const now = await appNow(ctx.db);
	const lives = await listWorkerHeartbeats(ctx.db, addMs(now, -DAY));
	return { idle: isIdle(lives, now), observedAt: now.toISOString() };
}
