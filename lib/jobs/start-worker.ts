import type { Logger } from "pino";
import { checkpointLocation } from "@/lib/audit/checkpoints/files";
import type { Ctx } from "@/lib/command";
import { messageOf } from "@/lib/core/errors";
import { createDb } from "@/lib/db/client";
import { clockOffsetMs } from "@/lib/db/clock";
import type { Env } from "@/lib/env";
import { stopIfRestored } from "@/lib/incidents/audit/verify";
import { endLostOperations } from "@/lib/jobs/operations/operation";
import { taskOfSchedule } from "@/lib/jobs/queue/schedules";
import { startQueue } from "@/lib/jobs/queue/start";
import { enqueueTask } from "@/lib/jobs/queue/store";
import type { TaskWorld } from "@/lib/jobs/queue/tasks";
import { keepTicking } from "@/lib/jobs/queue/ticker";
import { workerCtx } from "@/lib/jobs/workers/ctx";
import { BEAT_MS, startHeartbeat } from "@/lib/jobs/workers/heartbeat";
import { reapWorkers } from "@/lib/jobs/workers/janitor";
import { createDeps } from "@/lib/pipeline/deps";
import { publishDeps } from "@/lib/publishing/publish/deps";
import { checkClock, checkWorkerEnvironment } from "./boot";

/** A call still open then is aborted, recorded as unknown and reconciled at the next start. */
const ABORT_CALLS_MS = 6_000;

export type Worker = {
	/** Ends within 8 s, whatever is under way. */
	stop: () => Promise<void>;
	/** Settles when the worker cannot go on. */
	ended: Promise<void>;
};

type Rounds = {
	everyMs: number;
	stopping: AbortSignal;
	onFault: (error: unknown) => void;
};

/** What a worker does by itself until `stopping`: it ticks, and cleans up after the dead. */
async function makeRounds(
	makeCtx: () => Ctx,
	{ everyMs, stopping, onFault }: Rounds,
): Promise<void> {
	const janitor = setInterval(() => {
		void reapWorkers(makeCtx()).catch(onFault);
		void endLostOperations(makeCtx()).catch(onFault);
	}, BEAT_MS);
	await keepTicking(makeCtx, { everyMs, signal: stopping, onFault });
	clearInterval(janitor);
}

/** Starts a worker; any number of them share one database. Throws `misconfigured` where none may start. */
export async function startWorker(env: Env, log: Logger): Promise<Worker> {
	checkWorkerEnvironment(env);
	const checkpoints = checkpointLocation(env);
	const { SIGNALBOX_ROLE: role, SIGNALBOX_TICK_MS: everyMs } = env;
	const db = createDb(env.DATABASE_URL, role ? { role } : {});
	checkClock(env, await clockOffsetMs(db));
	const [leave, abandon] = [new AbortController(), new AbortController()];
	const stopping = leave.signal;
	const onFault = (error: unknown) => log.error(messageOf(error));
	const makeCtx = () => workerCtx(db);
	const heartbeat = await startHeartbeat(makeCtx, env, onFault);
	const outside = { owner: heartbeat.id, signal: abandon.signal };
	const world: TaskWorld = {
		env,
		makeCtx,
		pipeline: createDeps(env, { demo: env.SIGNALBOX_DEMO === "on" }),
		publishing: publishDeps(env, outside),
		stopping,
		log,
	};
	// Before any work: windows of an older backup may be open again.
	await stopIfRestored(makeCtx(), checkpoints).catch(onFault);
	const url = env.DIRECT_DATABASE_URL ?? env.DATABASE_URL;
	const onWorker = heartbeat.addQueueWorker;
	const queue = await startQueue(world, { url, role, onWorker, log });
	await heartbeat.beat();
	await enqueueTask(db, taskOfSchedule("keep_checkpoint"));
	const rounds = makeRounds(makeCtx, { everyMs, stopping, onFault });
	log.info({ worker: heartbeat.id }, "worker ready");
	return {
		ended: queue.ended,
		stop: async () => {
			leave.abort();
			const timer = setTimeout(() => abandon.abort(), ABORT_CALLS_MS);
			await Promise.all([rounds, queue.stop()]);
			clearTimeout(timer);
			await heartbeat.stop();
			await db.$disconnect();
		},
	};
}
