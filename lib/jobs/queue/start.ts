import { EventEmitter } from "node:events";
import { type Runner, run, type WorkerEvents } from "graphile-worker";
import pg from "pg";
import type { Logger } from "pino";
import { queueLogger } from "./log";
import { crontabText } from "./schedules";
import { createTasks, type TaskWorld } from "./tasks";

const CONCURRENCY = 4;
const POLL_MS = 1_000;

export type Queue = {
	/** Takes no new jobs; resolves when the running ones have ended. */
	stop: () => Promise<void>;
	/** Settles when the queue ends by itself: then the worker has to end too. */
	ended: Promise<void>;
};

/**
 * Starts taking jobs. The schema is brought up to date by its owner (lib/db/migrate/queue.ts).
 * @param options.onWorker told the name under which the queue locks jobs, before any is taken
 */
export async function startQueue(
	world: TaskWorld,
	options: {
		url: string;
		role: string | undefined;
		onWorker: (queueWorkerId: string) => void;
		log: Logger;
	},
): Promise<Queue> {
	const { url, role, log } = options;
	const pgPool = new pg.Pool({
		connectionString: url,
		max: CONCURRENCY + 4,
		options: `-c TimeZone=UTC${role ? ` -c role=${role}` : ""}`,
	});
	// A broken idle connection is replaced; without a listener it would end the process.
	pgPool.on("error", (error) => log.warn(error.message));
	pgPool.on("connect", (client) =>
		client.on("error", (error) => log.warn(error.message)),
	);
	const events: WorkerEvents = new EventEmitter();
	events.on("worker:create", ({ worker }) => options.onWorker(worker.workerId));
	const runner: Runner = await run({
		pgPool,
		events,
		concurrency: CONCURRENCY,
		pollInterval: POLL_MS,
		noHandleSignals: true,
		taskList: createTasks(world),
		crontab: crontabText(),
		logger: queueLogger(log),
	});
	return {
		ended: runner.promise,
		stop: async () => {
			await runner.stop();
			await pgPool.end();
		},
	};
}
