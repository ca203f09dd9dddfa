import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { defineConfig, devices } from "@playwright/test";
import { findBrowser } from "@/lib/supervisor/browser/find";
import { takeTestEnvironment } from "@/lib/testing/environment";

takeTestEnvironment();

// Set once in the main process; the workers inherit both.
process.env.E2E_PORT ??= String(20_000 + (process.pid % 12_000));
process.env.E2E_DATA_DIR ??= mkdtempSync(join(tmpdir(), "signalbox-e2e-"));

const port = Number(process.env.E2E_PORT);
const baseURL = `http://127.0.0.1:${port}`;
const browser = findBrowser();

export default defineConfig({
	testDir: ".",
	outputDir: "../test-results",
	// One installation, one clock, global halts: the stories take turns.
	workers: 1,
	retries: 0,
	// Limits for what hangs, not for what is slow.
	timeout: 1_800_000,
	expect: { timeout: 120_000 },
	reporter: [["list"]],
	use: {
		...devices["Desktop Chrome"],
		baseURL,
		viewport: { width: 1280, height: 900 },
		actionTimeout: 120_000,
		trace: "retain-on-failure",
		screenshot: "only-on-failure",
		video: "off",
		launchOptions: browser,
	},
	webServer: {
		command: "node lib/supervisor/scripts/start.mjs",
		cwd: "..",
		url: `${baseURL}/api/health`,
		ignoreHTTPSErrors: true,
		reuseExistingServer: true,
		timeout: 600_000,
		gracefulShutdown: { signal: "SIGTERM", timeout: 15_000 },
		stdout: "pipe",
		env: {
			PORT: String(port),
			EMULATOR_PORT: String(port + 1),
			SIGNALBOX_DATA_DIR: process.env.E2E_DATA_DIR,
			SIGNALBOX_TEST_CLOCK: "on",
			SIGNALBOX_TICK_MS: "200",
		},
	},
});
