import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { cpSync, existsSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { inheritedEnvironment } from "@/lib/env";
import PROGRAMS from "./programs.json";

let checkout = "";

/** The programs bundled from a copy of the sources, so that no bundle in use is written over. */
beforeAll(() => {
	checkout = mkdtempSync(join(tmpdir(), "signalbox-bundle-"));
	for (const name of ["lib", "prisma", "package.json", "tsconfig.json"])
		cpSync(name, join(checkout, name), { recursive: true });
	symlinkSync(resolve("node_modules"), join(checkout, "node_modules"));
	expect(runNode(["lib/supervisor/scripts/bundle.mjs"])).toMatchObject({
		status: 0,
		stderr: "",
	});
});
afterAll(() => rmSync(checkout, { recursive: true }));

const runNode = (args: string[], env: Record<string, string> = {}) =>
	spawnSync(process.execPath, args, {
		cwd: checkout,
		encoding: "utf8",
		env: {
			NODE_ENV: "production",
			PATH: inheritedEnvironment().PATH,
			SIGNALBOX_DATA_DIR: join(checkout, "data"),
			...env,
		},
	});

const runBundle = (
	name: string,
	args: string[],
	env: Record<string, string> = {},
) => runNode(["--enable-source-maps", `.build/${name}.js`, ...args], env);

test.each(Object.keys(PROGRAMS))("%s has a bundle and a source map", (name) => {
	expect(existsSync(join(checkout, `.build/${name}.js`))).toBe(true);
	expect(existsSync(join(checkout, `.build/${name}.js.map`))).toBe(true);
});

test("the bundle of ops prints its help", () => {
	expect(runBundle("ops", ["--help"])).toMatchObject({
		status: 0,
		stdout: expect.stringContaining("Usage: ops [options] [command]"),
		stderr: "",
	});
});

test.each<[string, Record<string, string>, string]>([
	["worker", {}, "worker: DATABASE_URL and SIGNALBOX_KEYS must be set"],
	["web", {}, "web: DATABASE_URL and NEXTAUTH_SECRET must be set"],
	["seed", {}, "seed: DATABASE_URL is not set"],
	[
		"supervisor",
		{ OPENAI_API_KEY: "sk-x" },
		"signalbox: TEXT_MODEL is missing",
	],
])(
	"the bundle of %s loads, and names the setting it lacks",
	(name, env, line) => {
		expect(runBundle(name, [], env)).toMatchObject({
			status: 2,
			stderr: expect.stringContaining(line),
		});
	},
);

test("the bundle of the emulator listens", async () => {
	const child = spawn(process.execPath, [".build/emulator.js"], {
		cwd: checkout,
		env: {
			NODE_ENV: "production",
			EMULATOR_PORT: "0",
			SIGNALBOX_DATA_DIR: join(checkout, "data"),
		},
		stdio: ["ignore", "pipe", "inherit"],
	});
	onTestFinished(() => void child.kill("SIGKILL"));
	const [line] = await once(child.stdout, "data");
	expect(String(line)).toContain("Graph emulator on http://127.0.0.1:");
});
