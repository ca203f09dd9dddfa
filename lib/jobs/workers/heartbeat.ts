import { hostname } from "node:os";
import type { Ctx } from "@/lib/command";
import { newId } from "@/lib/core/ids";
import { SECOND } from "@/lib/core/time";
import { appNow } from "@/lib/db/clock";
import type { Env } from "@/lib/env";
import { workerEnvironment } from "@/lib/governance/signals/decide";
import { isClockOff, noteClockOff, readSkewMs } from "@/lib/jobs/clock/skew";
import { saveHeartbeat, saveStop } from "./store";

export const BEAT_MS = 5 * SECOND;

export type Heartbeat = {
	id: string;
	/** The queue's names of this process, so that a janitor can release what it held. */
	addQueueWorker: (queueWorkerId: string) => void;
	beat: () => Promise<void>;
	stop: () => Promise<void>;
};

/** Writes the first sign of life, before any work; then every 5 s until `stop`. A clock that is off is noted as it goes off. */
export async function startHeartbeat(
	makeCtx: () => Ctx,
	env: Env,
	onFault: (error: unknown) => void,
): Promise<Heartbeat> {
	const { db } = makeCtx();
	const id = newId();
	const host = hostname();
	const startedAt = await appNow(db);
	const queueWorkers: string[] = [];
	let wasOff = false;
	const noteSkew = async (skewMs: number) => {
		const isNews = isClockOff(skewMs) && !wasOff;
		wasOff = isClockOff(skewMs);
		if (isNews) await noteClockOff(makeCtx(), { workerId: id, host, skewMs });
	};
	const beat = async () => {
		const clockSkewMs = await readSkewMs(db);
		await saveHeartbeat(db, {
			id,
			host,
			pid: process.pid,
			startedAt,
			environment: {
				...workerEnvironment(env),
				queueWorkers,
				clockSkewMs,
			},
		});
		// The sign of life stands, whatever becomes of the note; the next beat tries that again.
		await noteSkew(clockSkewMs).catch((error: unknown) => {
			wasOff = false;
			onFault(error);
		});
	};
	await beat();
	const timer = setInterval(() => void beat().catch(onFault), BEAT_MS);
	return {
		id,
		addQueueWorker: (queueWorkerId) => void queueWorkers.push(queueWorkerId),
		beat,
		stop: async () => {
			clearInterval(timer);
			await saveStop(db, id);
		},
	};
}
