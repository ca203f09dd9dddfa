import { spawn, spawnSync } from "node:child_process";
import {
	closeSync,
	existsSync,
	openSync,
	readFileSync,
	renameSync,
	rmSync,
	statSync,
} from "node:fs";
import { join } from "node:path";
import type { Cluster } from "./cluster";

const HOST = "127.0.0.1";
export const STALE_LOCK_MS = 10_000;
const LOG_KEPT_BYTES = 5_000_000;

export type Launch = {
	pid: number;
	port: number;
	/** What the process said last, once it has ended. */
	ended: () => string | undefined;
};

/** A zombie is dead: in a container nobody may be there to reap it. */
export function isAlive(pid: number): boolean {
	const stat = `/proc/${pid}/stat`;
	try {
		process.kill(pid, 0);
		return !existsSync(stat) || !/\) Z /.test(readFileSync(stat, "utf8"));
	} catch (error) {
		return error instanceof Error && "code" in error && error.code === "EPERM";
	}
}

/** Sends a signal to a process that may be gone already. */
export function signal(pid: number, name: NodeJS.Signals): void {
	if (isAlive(pid)) process.kill(pid, name);
}

/** The postgres that runs on the cluster already, orphaned or another supervisor's. */
export function findRunning(
	cluster: Cluster,
): { pid: number; port: number } | undefined {
	const file = join(cluster.data, "postmaster.pid");
	const text = readLock(file);
	if (text === undefined) return undefined;
	if (text === "") {
		clearUnwritten(file);
		return undefined;
	}
	const lines = text.split("\n");
	const pid = Number(lines[0]);
	const port = Number(lines[3]);
	if (!Number.isInteger(pid) || pid <= 0) return undefined;
	if (!isAlive(pid) || !isPostgres(pid)) {
		// The number may be a zombie's, or anybody's after a reboot, and postgres would refuse to start.
		rmSync(file, { force: true });
		return undefined;
	}
	return { pid, port };
}

/** Undefined when there is none any more, or it is not ours to read, which postgres will say itself. */
function readLock(file: string): string | undefined {
	try {
		return readFileSync(file, "utf8");
	} catch {
		return undefined;
	}
}

/** Removes the lock of a postgres that died between making and writing it: one that lives does both at once. */
function clearUnwritten(file: string): void {
	const madeAt = statSync(file, { throwIfNoEntry: false })?.mtimeMs;
	if (madeAt !== undefined && Date.now() - madeAt > STALE_LOCK_MS)
		rmSync(file, { force: true });
}

function isPostgres(pid: number): boolean {
	const ps = existsSync(`/proc/${pid}/cmdline`)
		? readFileSync(`/proc/${pid}/cmdline`, "utf8")
		: spawnSync("ps", ["-o", "command=", "-p", String(pid)], {
				encoding: "utf8",
			}).stdout;
	return ps.includes("postgres");
}

const settings = (port: number, fast: boolean): string[] =>
	Object.entries({
		port,
		listen_addresses: HOST,
		unix_socket_directories: "",
		timezone: "UTC",
		log_timezone: "UTC",
		max_connections: 200,
		log_checkpoints: "off",
		...(fast
			? { fsync: "off", full_page_writes: "off", synchronous_commit: "off" }
			: {}),
	}).flatMap(([name, value]) => ["-c", `${name}=${value}`]);

/** Starts postgres in a session of its own, so that a terminal's Ctrl-C does not reach it before the workers. */
export function launch(cluster: Cluster, port: number, fast: boolean): Launch {
	const from = rotateLog(cluster.logFile);
	const log = openSync(cluster.logFile, "a", 0o600);
	const child = spawn(
		cluster.postgres,
		["-D", cluster.data, ...settings(port, fast)],
		{
			cwd: cluster.data,
			detached: true,
			stdio: ["ignore", log, log],
			...cluster.runAs,
		},
	);
	closeSync(log);
	let ended = false;
	let failure: string | undefined;
	child.once("error", (error) => {
		failure = error.message;
	});
	child.once("exit", () => {
		ended = true;
	});
	child.unref();
	const said = () => readFileSync(cluster.logFile, "utf8").slice(from);
	return {
		pid: child.pid ?? 0,
		port,
		ended: () => failure ?? (ended ? said() : undefined),
	};
}

/** Keeps one old log; gives the length of the present one. */
function rotateLog(file: string): number {
	if (!existsSync(file)) return 0;
	const { size } = statSync(file);
	if (size < LOG_KEPT_BYTES) return size;
	renameSync(file, `${file}.old`);
	return 0;
}
