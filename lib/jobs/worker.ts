import { AppError, messageOf } from "@/lib/core/errors";
import { readEnv } from "@/lib/env";
import { createLog } from "@/lib/jobs/queue/log";
import { leaveAfter } from "@/lib/jobs/workers/leave";
import { loadEnvFile } from "@/lib/supervisor/host/env-file";
import { watchParent } from "@/lib/supervisor/processes/parent-watch";
import { startWorker } from "./start-worker";

async function main(): Promise<void> {
	loadEnvFile();
	watchParent();
	const log = createLog("worker");
	const starting = startWorker(readEnv(), log);
	let leaving = false;
	const leave = () => {
		if (leaving) return;
		leaving = true;
		const stopped = starting
			.then((worker) => worker.stop())
			.catch((error: unknown) => log.error(messageOf(error)));
		leaveAfter(stopped, () => process.exit(0));
	};
	for (const signal of ["SIGTERM", "SIGINT"] as const)
		process.on(signal, leave);
	await (await starting).ended;
	if (!leaving) throw new AppError("unavailable", "the queue ended by itself");
}

main().catch((error: unknown) => {
	process.stderr.write(`worker: ${messageOf(error)}\n`);
	const ours = error instanceof AppError && error.code === "misconfigured";
	process.exit(ours ? 2 : 1);
});
