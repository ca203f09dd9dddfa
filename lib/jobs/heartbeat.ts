import { hostname } from "node:os";
import { newId } from "@/lib/core/ids";
import { SECOND } from "@/lib/core/time";
import type { Db } from "@/lib/db/client";
import { appNow } from "@/lib/db/clock";
import type { Env } from "@/lib/env";
import { workerEnvironment } from "@/lib/governance/signals";
import { saveBeat, saveStop } from "@/lib/jobs/store-heartbeat";

export const BEAT_MS = 5 * SECOND;

export type Heartbeat = {
	id: string;
	/** The queue's names of this process, so that a janitor can release what it held. */
	addQueueWorker: (queueWorkerId: string) => void;
	beat: () => Promise<void>;
	stop: () => Promise<void>;
};

/** Writes the first sign of life, before any work; then every 5 s until `stop`. */
export async function startHeartbeat(
	db: Db,
	env: Env,
	onFault: (error: unknown) => void,
): Promise<Heartbeat> {
	const id = newId();
	const startedAt = await appNow(db);
	const queueWorkers: string[] = [];
	const beat = async () =>
		saveBeat(db, {
			id,
			host: hostname(),
			pid: process.pid,
			startedAt,
			beatAt: await appNow(db),
			environment: { ...workerEnvironment(env), queueWorkers },
		});
	await beat();
	const timer = setInterval(() => void beat().catch(onFault), BEAT_MS);
	return {
		id,
		addQueueWorker: (queueWorkerId) => void queueWorkers.push(queueWorkerId),
		beat,
		stop: async () => {
			clearInterval(timer);
			await saveStop(db, id, await appNow(db));
		},
	};
}
