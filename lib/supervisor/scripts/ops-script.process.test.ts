import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import PROGRAMS from "./programs.json";

let dir = "";
let checkout = "";

/** A fresh clone: the scripts, a lockfile and a command, and nothing installed. */
beforeEach(() => {
	dir = mkdtempSync(join(tmpdir(), "signalbox-ops-"));
	checkout = join(dir, "checkout");
	cpSync("lib/supervisor/scripts", join(checkout, "lib/supervisor/scripts"), {
		recursive: true,
	});
	for (const source of Object.values(PROGRAMS)) write(source, "");
	writeFileSync(join(checkout, "package.json"), '{ "type": "module" }');
	writeFileSync(join(checkout, "package-lock.json"), '{ "packages": {} }');
	write(
		PROGRAMS.ops,
		"console.log(JSON.stringify(process.argv.slice(2))); process.exitCode = 3;",
	);
});
afterEach(() => rmSync(dir, { recursive: true }));

function write(source: string, text: string) {
	const path = join(checkout, source);
	mkdirSync(dirname(path), { recursive: true });
	writeFileSync(path, text);
}

/** Instead of npm's: what a command needs, and a prisma that says what it was told. */
const INSTALLS = `
	const fs = require("node:fs");
	fs.mkdirSync("node_modules/.bin", { recursive: true });
	fs.symlinkSync(${JSON.stringify(resolve("node_modules/esbuild"))}, "node_modules/esbuild");
	fs.writeFileSync("node_modules/.bin/prisma", "#!/bin/sh\\n/bin/mkdir -p lib/db/generated\\n", { mode: 0o755 });
`;

function ops(npm: string, words: string[] = []) {
	writeFileSync(join(dir, "npm.js"), npm);
	return spawnSync(
		process.execPath,
		[join(checkout, "lib/supervisor/scripts/ops.mjs"), ...words],
		{
			encoding: "utf8",
			env: {
				...{ NODE_ENV: "test", PATH: "" },
				npm_execpath: join(dir, "npm.js"),
			},
		},
	);
}

test("a command on a fresh clone prepares what it needs, and stdout is the command's alone", () => {
	const first = ops(INSTALLS, ["health-check", "--output", "json"]);
	expect(first).toMatchObject({
		status: 3,
		stdout: '["health-check","--output","json"]\n',
	});
	expect(first.stderr).toContain("Installing packages (npm ci) ...");
	expect(first.stderr).toContain("Generating the database client ...");
	expect(first.stderr).toContain("Bundling the programs ...");

	const second = ops("process.exit(9)", ["kpi-report"]);
	expect(second).toMatchObject({
		status: 3,
		stdout: '["kpi-report"]\n',
		stderr: "",
	});
});

test("programs are bundled again when a source changed, and a stack trace names its line", () => {
	ops(INSTALLS);
	write(PROGRAMS.ops, "\n\nthrow new Error('a fault');");
	const changed = ops("process.exit(9)");
	expect(changed.status).toBe(1);
	expect(changed.stderr).toContain("Bundling the programs ...");
	expect(changed.stderr).toContain("lib/cli/ops.ts:3");
	expect(ops("process.exit(9)").stderr).not.toContain("Bundling");
});

test("when it cannot be prepared, the reason is on stderr", () => {
	const failed = ops('console.log("no registry"); process.exit(9);');
	expect(failed).toMatchObject({ status: 1, stdout: "" });
	expect(failed.stderr).toContain("no registry");
	expect(failed.stderr).toContain(
		"ops: Installing packages (npm ci) failed (exit code 9)\n",
	);
});
