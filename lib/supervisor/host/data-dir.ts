import { accessSync, constants, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { AppError, messageOf } from "@/lib/core/errors";
import { makeDataDir } from "@/lib/db/embedded/paths";

/** Makes the data directory if need be. Throws `misconfigured` when it cannot be written. */
export function openDataDir(wanted: string): string {
	try {
		const dataDir = makeDataDir(wanted);
		accessSync(dataDir, constants.W_OK);
		return dataDir;
	} catch (cause) {
		throw new AppError(
			"misconfigured",
			`cannot write the data directory ${wanted} (${messageOf(cause)}): set SIGNALBOX_DATA_DIR`,
			{},
			cause,
		);
	}
}

/** Tells the next `npm start` who runs here (start.mjs reads it). Returns the removal. */
export function recordRun(dataDir: string, url: string): () => void {
	const file = join(dataDir, "supervisor.json");
	writeFileSync(file, JSON.stringify({ pid: process.pid, url }));
	return () => rmSync(file, { force: true });
}
