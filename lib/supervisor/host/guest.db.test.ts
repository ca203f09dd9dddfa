import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { inheritedEnvironment, readEnv } from "@/lib/env";
import { withDatabase } from "./database";

let dataDir = "";
beforeEach(() => {
	dataDir = mkdtempSync(join(tmpdir(), "signalbox-guest-"));
	// The database's own user must be able to pass, when the tests run as root.
	chmodSync(dataDir, 0o711);
});
afterEach(() => rmSync(dataDir, { recursive: true }));

const isServerUp = () =>
	existsSync(join(dataDir, "postgres", "data", "postmaster.pid"));

/** A command in a process of its own, once it has the database. */
async function startCommand(): Promise<ChildProcess> {
	const child = spawn(
		process.execPath,
		["--import", "tsx", "lib/supervisor/testing/child.ts"],
		{
			env: {
				...inheritedEnvironment(),
				NODE_ENV: "test",
				DATABASE_URL: undefined,
				SIGNALBOX_DATA_DIR: dataDir,
			},
			stdio: ["ignore", "pipe", "inherit"],
		},
	);
	if (child.stdout) await once(child.stdout, "data");
	return child;
}

async function endBy(
	child: ChildProcess,
	signal: NodeJS.Signals,
): Promise<unknown[]> {
	const exit = once(child, "exit");
	child.kill(signal);
	return exit;
}

test("an interrupted command takes the server along, unless another uses it", async () => {
	const first = await startCommand();
	const second = await startCommand();
	expect(await endBy(first, "SIGINT")).toEqual([130, null]);
	expect(isServerUp()).toBe(true);
	expect(await endBy(second, "SIGTERM")).toEqual([143, null]);
	expect(isServerUp()).toBe(false);
});

test("a killed command's server is taken over, and ended, by the next", async () => {
	const killed = await startCommand();
	expect(await endBy(killed, "SIGKILL")).toEqual([null, "SIGKILL"]);
	expect(isServerUp()).toBe(true);
	const env = readEnv({ SIGNALBOX_DATA_DIR: dataDir });
	const quiet = () => undefined;
	const adopted = await withDatabase(
		env,
		async ({ embedded }) => embedded?.adopted,
		quiet,
	);
	expect(adopted).toBe(true);
	expect(isServerUp()).toBe(false);
});
