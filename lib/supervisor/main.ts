import { AppError, messageOf } from "@/lib/core/errors";
import { inheritedEnvironment, isDevelopment, readEnv } from "@/lib/env";
import { checkSettings } from "@/lib/jobs/boot";
import { openDataDir, recordRun } from "@/lib/supervisor/host/data-dir";
import { openDatabase } from "@/lib/supervisor/host/database";
import { loadEnvFile } from "@/lib/supervisor/host/env-file";
import { ensureSecrets } from "@/lib/supervisor/host/secrets";
import {
	addressOf,
	checkDemoWish,
	childEnvironment,
	type Installation,
	isDemoInstallation,
	processesOf,
} from "@/lib/supervisor/processes/children";
import { reserveEmulatorPort } from "@/lib/supervisor/processes/emulator-port";
import { waitUntilUp } from "@/lib/supervisor/processes/health";
import { watchParent } from "@/lib/supervisor/processes/parent-watch";
import {
	type Environment,
	superviseProcesses,
} from "@/lib/supervisor/processes/processes";
import { banner } from "./banner";
import { restartOnChange } from "./restart-on-change";
import { runSeed } from "./seed";

const STOP_MS = 9_500;
const CHILDREN_MS = 8_000;
const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

const say = (line: string) => void process.stdout.write(`${line}\n`);

/** What is to be stopped, latest first, each within the milliseconds that are left. */
const stoppers: ((leftMs: number) => Promise<void> | void)[] = [];
let stopping = false;

async function stopAll(): Promise<void> {
	const endAt = performance.now() + STOP_MS;
	for (const stop of stoppers.splice(0).reverse()) {
		await stop(Math.max(500, endAt - performance.now()));
	}
}

function stopOnSignals(): void {
	for (const signal of SIGNALS) {
		process.on(signal, () => {
			if (stopping) return;
			stopping = true;
			say("Stopping ...");
			void stopAll().finally(() => process.exit(0));
		});
	}
}

async function prepare(): Promise<Installation> {
	const env = readEnv();
	checkDemoWish(env, inheritedEnvironment());
	const dataDir = openDataDir(env.SIGNALBOX_DATA_DIR);
	const secrets = ensureSecrets(env, dataDir);
	checkSettings({ ...env, ...secrets });
	const opening = openDatabase(env, { purpose: "supervisor", log: say });
	// A signal may come while it still opens.
	stoppers.push(async (leftMs) => {
		const opened = await opening.catch(() => undefined);
		await opened?.embedded?.stop(leftMs);
	});
	const database = await opening;
	stoppers.push(recordRun(dataDir, addressOf(env)));
	const where = database.embedded ? "embedded" : "DATABASE_URL";
	say(
		`Database ready (${where}, ${database.migrated.length} migrations applied)`,
	);
	return { env, given: inheritedEnvironment(), dataDir, secrets, database };
}

/** Stopped, it is gone before the database goes. */
async function seed(env: Environment): Promise<void> {
	const leaving = new AbortController();
	const seeding = runSeed(env, { stopping: leaving.signal, say });
	stoppers.push(async () => {
		leaving.abort();
		await seeding.catch(() => undefined);
	});
	await seeding;
}

async function run(installation: Installation): Promise<void> {
	if (isDemoInstallation(installation)) await reserveEmulatorPort(installation);
	const env = childEnvironment(installation);
	await seed(env);
	if (stopping) return;

	const processes = superviseProcesses(processesOf(installation, env), say);
	stoppers.push(() => processes.stop(CHILDREN_MS));
	if (isDevelopment(installation.env))
		stoppers.push(restartOnChange(processes, say));
	const address = addressOf(installation.env);
	say("Starting the web application and the worker ...");
	const status = await waitUntilUp(address, say);
	if (stopping) return;
	say(banner({ address, status, demo: isDemoInstallation(installation) }));
	await (installation.database.embedded?.lost ?? forever);
}

const forever = new Promise<void>(() => undefined);

/** Runs until a signal; when the database dies alone everything is started anew. */
async function main(): Promise<void> {
	loadEnvFile();
	watchParent();
	stopOnSignals();
	while (!stopping) {
		await run(await prepare());
		if (stopping) return;
		say("The database ended; starting everything again ...");
		await stopAll();
	}
}

main().catch(async (error: unknown) => {
	// What fails while we stop, fails because we stop.
	if (stopping) return;
	process.stderr.write(`signalbox: ${messageOf(error)}\n`);
	await stopAll();
	const ours = error instanceof AppError;
	process.exit(
		ours && ["misconfigured", "conflict"].includes(error.code) ? 2 : 1,
	);
});
