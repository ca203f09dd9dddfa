import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { chownSync, mkdirSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { AppError } from "@/lib/core/errors";

/** The system user that PostgreSQL runs as when we are root, which it refuses to be. */
export type RunAs = { uid: number; gid: number };

/** `home` holds the cluster, its log and its port; it belongs to `runAs`. */
export type ServerPaths = { home: string; runAs: RunAs | undefined };

const SYSTEM_USER = "postgres";

/**
 * Where the embedded server keeps its files, and as whom it runs. Root's checkout
 * may lie under a directory that only root can enter: then the files go to
 * /var/lib/signalbox, and `log` says so.
 */
export function prepareServerPaths(
	dataDir: string,
	log: (line: string) => void,
): ServerPaths {
	const wanted = join(makeDataDir(dataDir), "postgres");
	mkdirSync(wanted, { recursive: true, mode: 0o700 });
	if (process.getuid?.() !== 0) {
		return { home: assertOwn(wanted), runAs: undefined };
	}
	const runAs = ownerOf(wanted) ?? systemUser(log);
	chownSync(wanted, runAs.uid, runAs.gid);
	if (canUse(wanted, runAs)) return { home: wanted, runAs };

	const home = publicHome(wanted);
	mkdirSync(home, { recursive: true, mode: 0o755 });
	chownSync(home, runAs.uid, runAs.gid);
	if (!canUse(home, runAs)) {
		throw new AppError(
			"misconfigured",
			`user ${SYSTEM_USER} can use neither ${wanted} nor ${home}: set SIGNALBOX_DATA_DIR`,
		);
	}
	log(
		`user ${SYSTEM_USER} cannot enter ${wanted}: the database is kept in ${home}`,
	);
	return { home, runAs };
}

/**
 * Makes the data directory and gives its absolute path. As root others may pass
 * through it, as the database's user must; every secret in it is mode 0600.
 */
export function makeDataDir(dataDir: string): string {
	const path = resolve(dataDir);
	makeDirs(path, process.getuid?.() === 0 ? 0o711 : 0o700);
	return path;
}

// Node's own `recursive` never returns where the kernel forbids new entries, as below /proc.
function makeDirs(path: string, mode: number): void {
	if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) return;
	makeDirs(dirname(path), mode);
	try {
		mkdirSync(path, { mode });
	} catch (error) {
		// Another process may have made it a moment ago.
		if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) throw error;
	}
}

const publicHome = (wanted: string): string =>
	join(
		"/var/lib/signalbox",
		createHash("sha256").update(wanted).digest("hex").slice(0, 16),
	);

function assertOwn(home: string): string {
	const { uid } = statSync(home);
	if (process.getuid && uid !== process.getuid()) {
		throw new AppError(
			"misconfigured",
			`the database in ${home} belongs to another user (uid ${uid}): start as that user or as root, or set SIGNALBOX_DATA_DIR`,
		);
	}
	return home;
}

/** Root continues a cluster that somebody else began as that somebody. */
function ownerOf(home: string): RunAs | undefined {
	const { uid, gid } = statSync(home);
	return uid === 0 ? undefined : { uid, gid };
}

function systemUser(log: (line: string) => void): RunAs {
	if (idOf("-u") === undefined) {
		log(`creating system user ${SYSTEM_USER}, which runs the database`);
		createSystemUser();
	}
	const uid = idOf("-u");
	const gid = idOf("-g");
	if (uid === undefined || gid === undefined) {
		throw new AppError(
			"misconfigured",
			`cannot create system user ${SYSTEM_USER}: start as another user than root, or set DATABASE_URL`,
		);
	}
	return { uid, gid };
}

function createSystemUser(): void {
	const useradd = spawnSync("useradd", [
		"--system",
		"--user-group",
		"--no-create-home",
		"--home-dir",
		"/nonexistent",
		"--shell",
		"/usr/sbin/nologin",
		SYSTEM_USER,
	]);
	// BusyBox systems have adduser alone.
	if (useradd.status !== 0)
		spawnSync("adduser", ["-S", "-D", "-H", SYSTEM_USER]);
}

function idOf(flag: "-u" | "-g"): number | undefined {
	try {
		const id = execFileSync("id", [flag, SYSTEM_USER], {
			encoding: "utf8",
			stdio: ["ignore", "pipe", "ignore"],
		});
		return Number(id.trim());
	} catch {
		// `id` exits 1 for a user that does not exist.
		return undefined;
	}
}

function canUse(dir: string, runAs: RunAs): boolean {
	const probe = spawnSync("sh", ["-c", 'cd "$1" && test -w .', "sh", dir], {
		cwd: "/",
		stdio: "ignore",
		...runAs,
	});
	return probe.status === 0;
}
