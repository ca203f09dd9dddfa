import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { testEnvironment } from "./environment";

let folder = "";
let settings = "";
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), "signalbox-env-"));
	settings = join(folder, ".env");
});
afterEach(() => rmSync(folder, { recursive: true }));

const STRAY = {
	PORT: "0",
	DATABASE_URL: "junk",
	SIGNALBOX_DEMO: "maybe",
	SIGNALBOX_SUPERVISED: "1",
	NODE_OPTIONS: "--no-warnings",
	PGHOST: "nowhere",
	TZ: "Asia/Tokyo",
};

test("of the shell a test takes what it needs, and nothing else", () => {
	const needed = { PATH: "/bin", HOME: "/root", CI: "true" };
	const asked = { TEST_DATABASE_URL: "postgresql://", VITEST_MAX_WORKERS: "2" };
	expect(testEnvironment({ ...STRAY, ...needed, ...asked }, [])).toEqual({
		...needed,
		...asked,
	});
});

test("a settings file adds nothing, to whoever reads it", () => {
	writeFileSync(settings, "PORT=0\nSIGNALBOX_DEMO=maybe\nPATH=/nowhere\n");
	const { PATH } = process.env;
	const own = testEnvironment({ ...STRAY, PATH }, [settings]);
	expect(own).toEqual({ PORT: "", SIGNALBOX_DEMO: "", PATH });
	const reader = `
		process.loadEnvFile(${JSON.stringify(settings)});
		const { PORT, SIGNALBOX_DEMO, PATH } = process.env;
		console.log(JSON.stringify({ PORT, SIGNALBOX_DEMO, PATH }));
	`;
	const { stdout } = spawnSync(process.execPath, ["--eval", reader], {
		encoding: "utf8",
		env: { NODE_ENV: "test", ...own },
	});
	expect(JSON.parse(stdout)).toEqual(own);
});

test("the tests' own processes are started so: stray settings change nothing", () => {
	const { status, stdout } = spawnSync(
		process.execPath,
		[
			"node_modules/vitest/vitest.mjs",
			...["run", "--project", "unit", "--reporter=json"],
			...["lib/env.test.ts", "lib/supervisor/host/data-dir.test.ts"],
		],
		{ encoding: "utf8", env: { ...process.env, NODE_ENV: "test", ...STRAY } },
	);
	expect(status).toBe(0);
	expect(JSON.parse(stdout)).toMatchObject({ success: true });
});
