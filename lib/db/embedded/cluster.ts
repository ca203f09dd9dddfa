import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
	chownSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	renameSync,
	rmSync,
	writeFileSync,
} from "node:fs";
import { join, resolve } from "node:path";
import { AppError } from "@/lib/core/errors";
import { findBinaries } from "./binaries";
import { keptSecret } from "./kept";
import type { ServerPaths } from "./paths";

export const OWNER_ROLE = "signalbox_owner";
export const WEB_ROLE = "signalbox_web";
export const DATABASE = "signalbox";

export type Cluster = ServerPaths & {
	/** PGDATA. */
	data: string;
	logFile: string;
	portFile: string;
	postgres: string;
	ownerPassword: string;
	webPassword: string;
};

/** Finds the cluster of a data directory, or makes it (UTF-8, C locale, scram passwords). */
export function prepareCluster(
	dataDir: string,
	paths: ServerPaths,
	fast: boolean,
): Cluster {
	const data = join(paths.home, "data");
	const binaries = findBinaries(paths.home, paths.runAs);
	const ownerFile = join(resolve(dataDir), "database-owner-password");
	if (existsSync(data) && !existsSync(ownerFile)) {
		throw new AppError(
			"misconfigured",
			`the database's password file ${ownerFile} is gone: restore it, or move ${data} away to begin anew`,
		);
	}
	const ownerPassword = keptSecret(ownerFile, newPassword);
	if (!existsSync(data)) {
		initialise(paths, { initdb: binaries.initdb, ownerPassword, fast });
	}
	return {
		...paths,
		data,
		logFile: join(paths.home, "postgres.log"),
		portFile: join(paths.home, "port"),
		postgres: binaries.postgres,
		ownerPassword,
		webPassword: keptSecret(
			join(resolve(dataDir), "database-web-password"),
			newPassword,
		),
	};
}

const newPassword = () => randomBytes(24).toString("base64url");

type Birth = { initdb: string; ownerPassword: string; fast: boolean };

/** Makes the cluster aside and renames it, so that a killed initdb leaves no half of one. */
function initialise({ home, runAs }: ServerPaths, birth: Birth): void {
	const aside = mkdtempSync(join(home, "new-"));
	const data = join(aside, "data");
	const passwordFile = join(aside, "password");
	try {
		mkdirSync(data, { mode: 0o700 });
		writeFileSync(passwordFile, birth.ownerPassword, { mode: 0o600 });
		if (runAs) {
			for (const path of [aside, data, passwordFile]) {
				chownSync(path, runAs.uid, runAs.gid);
			}
		}
		const made = spawnSync(
			birth.initdb,
			[
				...["-D", data, "-U", OWNER_ROLE, "--pwfile", passwordFile],
				...["--auth=scram-sha-256", "--no-locale", "-E", "UTF8"],
				...(birth.fast ? ["--no-sync"] : []),
			],
			{ cwd: home, encoding: "utf8", ...runAs },
		);
		if (made.status !== 0) {
			throw new AppError(
				"unavailable",
				`initdb failed: ${made.error?.message ?? lastFault(made.stderr)}`,
			);
		}
		moveIn(data, join(home, "data"));
	} finally {
		rmSync(aside, { recursive: true, force: true });
	}
}

const lastFault = (said: string): string => {
	const lines = said.trim().split("\n");
	return lines.find((line) => /error|fatal/i.test(line)) ?? lines.join("; ");
};

function moveIn(from: string, to: string): void {
	try {
		renameSync(from, to);
	} catch (error) {
		// Another process was quicker: its cluster is as good, and has the same password.
		if (!existsSync(join(to, "PG_VERSION"))) throw error;
	}
}
