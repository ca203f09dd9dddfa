import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { takeTestEnvironment } from "./lib/testing/environment.ts";

takeTestEnvironment();

const resolve = {
	alias: { "@": fileURLToPath(new URL(".", import.meta.url)) },
};
const EVERYWHERE = ["**/node_modules/**", "**/.next/**"];
const DATABASE = "**/*.db.test.ts";
/** Tests that start processes of ours. */
const PROCESSES = "**/*.process.test.ts";
const TRIALS = "**/trials/**/*.test.ts";
const TWO_MINUTES = 120_000;
const TEN_MINUTES = 5 * TWO_MINUTES;

// Limits for what hangs, not for what is slow: a busy machine gets its time.
const patient = {
	env: { NODE_ENV: "test" as const },
	testTimeout: TEN_MINUTES,
	hookTimeout: TEN_MINUTES,
	expect: { poll: { timeout: TWO_MINUTES, interval: 25 } },
};

export default defineConfig({
	test: {
		projects: [
			{
				resolve,
				test: {
					...patient,
					name: "unit",
					include: ["**/*.test.ts"],
					exclude: [DATABASE, PROCESSES, TRIALS, ...EVERYWHERE],
					// They leave nothing behind: one process reads every module once.
					pool: "threads",
					isolate: false,
					testTimeout: TWO_MINUTES,
				},
			},
			{
				resolve,
				test: {
					...patient,
					name: "db",
					include: [DATABASE, PROCESSES],
					exclude: [TRIALS, ...EVERYWHERE],
					globalSetup: "lib/db/testing/server.ts",
				},
			},
			{
				resolve,
				test: {
					...patient,
					name: "trials",
					include: [TRIALS],
					exclude: EVERYWHERE,
					globalSetup: "lib/db/testing/server.ts",
					// Two files at a time, on two cores too: each waits for its database half of the time.
					maxWorkers: 2,
					sequence: { groupOrder: 1 },
					// Thousands of runs in one test: they are counted, never timed.
					testTimeout: 0,
					hookTimeout: 0,
				},
			},
		],
	},
});
