import { spawn } from "node:child_process";
import { afterAll, beforeAll, expect, test } from "vitest";
import { inheritedEnvironment } from "@/lib/env";
import { createWorld, type World } from "@/lib/testing/world";

let world: World;
beforeAll(async () => {
	world = await createWorld();
});
afterAll(() => world.drop());

/** `npm run worker` without npm; `onLine` sees what it logs. */
function startProcess(
	environment: Record<string, string>,
	onLine: (text: string, kill: (signal: NodeJS.Signals) => void) => void,
) {
	const child = spawn(
		process.execPath,
		["--import", "tsx", "lib/jobs/worker.ts"],
		{
			env: {
				...inheritedEnvironment(),
				NODE_ENV: "test",
				...environment,
			},
			stdio: ["ignore", "pipe", "pipe"],
		},
	);
	let stderr = "";
	let stdout = "";
	child.stdout.on("data", (bytes) => {
		stdout += String(bytes);
	});
	child.stderr.on("data", (bytes) => {
		stderr += String(bytes);
		onLine(stderr, (signal) => child.kill(signal));
	});
	return new Promise<{ code: number | null; stdout: string; stderr: string }>(
		(resolve) => {
			child.once("close", (code) => resolve({ code, stdout, stderr }));
		},
	);
}

test("a worker that lacks its settings says which in one line, and exits 2", async () => {
	const { code, stderr } = await startProcess({}, () => undefined);
	expect(code).toBe(2);
	expect(stderr).toBe(
		"worker: DATABASE_URL and SIGNALBOX_KEYS must be set (npm start sets them)\n",
	);
});

test("SIGTERM ends it: its heartbeat says so, stdout stays silent", async () => {
	let asked = false;
	const told = await startProcess(
		{
			DATABASE_URL: world.urls.appUrl,
			SIGNALBOX_KEYS: `k1:${Buffer.alloc(32).toString("base64")}`,
			INSTAGRAM_GRAPH_URL: "http://127.0.0.1:9",
		},
		(stderr, kill) => {
			if (asked || !stderr.includes("worker ready")) return;
			asked = true;
			kill("SIGTERM");
		},
	);
	expect(told).toMatchObject({ code: 0, stdout: "" });
	const [beat, ...others] = await world.db.workerHeartbeat.findMany();
	expect(others).toEqual([]);
	expect(beat?.stoppedAt).not.toBeNull();
});
