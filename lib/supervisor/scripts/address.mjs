import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:net";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { isBlockedPort } from "./blocked-ports.mjs";
import { NotReady } from "./prepare.mjs";
import { ROOT } from "./run.mjs";

// After a crash the processes of the last run need a moment to notice and go.
const CRASHED_RUN_MS = 10_000;

export function loadDotEnv() {
	const file = join(ROOT, ".env");
	if (existsSync(file)) process.loadDotEnv(file);
}

/** What main.ts wrote about a run on this data: is it alive, or did it crash? */
function lastRun() {
	const dataDir = resolve(ROOT, process.env.SIGNALBOX_DATA_DIR || ".data");
	const file = join(dataDir, "supervisor.json");
	try {
		const run = JSON.parse(readFileSync(file, "utf8"));
		return { ...run, dataDir, alive: isSupervisor(run.pid) };
	} catch {
		// No file, or one that another user keeps: main.ts asks the database.
		return undefined;
	}
}

function isSupervisor(pid) {
	try {
		process.kill(pid, 0);
	} catch (error) {
		if (error.code !== "EPERM") return false;
	}
	const commandLine = `/proc/${pid}/cmdline`;
	if (!existsSync("/proc/self/cmdline")) return true;
	if (!existsSync(commandLine)) return false;
	return readFileSync(commandLine, "utf8").includes("supervisor");
}

/** Whoever listens there is never reached: the wait for it would not end. */
function checkReachable(name) {
	const port = Number(process.env[name]);
	if (!isBlockedPort(port)) return;
	throw new NotReady(`browsers refuse port ${port}: set another ${name}`);
}

/** Throws when another run has this data, or somebody else this address. */
export async function checkAddress() {
	const port = Number(process.env.PORT || 3000);
	const host = process.env.HOST || "127.0.0.1";
	if (!Number.isInteger(port) || port < 1 || port > 65_535) {
		throw new NotReady("PORT must be a number from 1 to 65535");
	}
	checkReachable("PORT");
	checkReachable("EMULATOR_PORT");
	const last = lastRun();
	if (last?.alive) {
		throw new NotReady(
			`Signalbox already runs on ${last.dataDir} (pid ${last.pid}, ${last.url}): stop it first, or set SIGNALBOX_DATA_DIR and PORT`,
		);
	}
	const patientUntil = performance.now() + (last ? CRASHED_RUN_MS : 0);
	for (;;) {
		const fault = await listenFault(port, host);
		if (!fault) return;
		if (fault.code !== "EADDRINUSE") {
			throw new NotReady(`cannot listen on ${host}:${port}: ${fault.message}`);
		}
		if (performance.now() > patientUntil) {
			throw new NotReady(`port ${port} on ${host} is taken: set PORT`);
		}
		await sleep(200);
	}
}

function listenFault(port, host) {
	return new Promise((done) => {
		const probe = createServer();
		probe.once("error", done);
		probe.listen(port, host, () => probe.close(() => done(undefined)));
	});
}
