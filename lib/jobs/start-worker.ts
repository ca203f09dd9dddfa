import type { Logger } from "pino";
import { serviceActor } from "@/lib/auth/actor";
import type { Ctx } from "@/lib/command";
import { messageOf } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { createDb } from "@/lib/db/client";
import { clockOffsetMs } from "@/lib/db/clock";
import type { Env } from "@/lib/env";
import { checkClock, checkWorkerEnvironment } from "@/lib/jobs/boot";
import { BEAT_MS, startHeartbeat } from "@/lib/jobs/heartbeat";
import { reapWorkers } from "@/lib/jobs/janitor";
import { startQueue } from "@/lib/jobs/queue";
import { keepTicking } from "@/lib/jobs/ticker";
import { createDeps } from "@/lib/pipeline/deps";
import { publishDeps } from "@/lib/publishing/publish-deps";

/** A call still open then is aborted, recorded as unknown and reconciled at the next start. */
const ABORT_CALLS_MS = 6_000;

export type Worker = {
	/** Ends within 8 s, whatever is under way. */
	stop: () => Promise<void>;
	/** Settles when the worker cannot go on. */
	ended: Promise<void>;
};

/** Starts a worker; any number of them share one database. Throws `misconfigured` where none may start. */
export async function startWorker(env: Env, log: Logger): Promise<Worker> {
	checkWorkerEnvironment(env);
	const role = env.SIGNALBOX_ROLE;
	const db = createDb(env.DATABASE_URL, role ? { role } : {});
	checkClock(env, await clockOffsetMs(db));
	const stopping = new AbortController();
	const abandon = new AbortController();
	const onFault = (error: unknown) => log.error(messageOf(error));
	const makeCtx = (): Ctx => ({
		db,
		actor: serviceActor("worker"),
		trace: newId(),
		address: null,
	});
	const heartbeat = await startHeartbeat(db, env, onFault);
	const queue = await startQueue(
		{
			makeCtx,
			pipeline: createDeps(env, { demo: env.SIGNALBOX_DEMO === "on" }),
			publishing: publishDeps(env, {
				owner: heartbeat.id,
				signal: abandon.signal,
			}),
			stopping: stopping.signal,
			log,
		},
		{
			url: env.DIRECT_DATABASE_URL ?? env.DATABASE_URL,
			role,
			onWorker: heartbeat.addQueueWorker,
			log,
		},
	);
	await heartbeat.beat();
	const janitor = setInterval(
		() => void reapWorkers(makeCtx()).catch(onFault),
		BEAT_MS,
	);
	const ticking = keepTicking(makeCtx, {
		everyMs: env.SIGNALBOX_TICK_MS,
		signal: stopping.signal,
		onFault,
	});
	log.info({ worker: heartbeat.id }, "worker ready");
	return {
		ended: queue.ended,
		stop: async () => {
			stopping.abort();
			clearInterval(janitor);
			const timer = setTimeout(() => abandon.abort(), ABORT_CALLS_MS);
			await Promise.all([ticking, queue.stop()]);
			clearTimeout(timer);
			await heartbeat.stop();
			await db.$disconnect();
		},
	};
}
