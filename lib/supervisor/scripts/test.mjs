// `npm test`: every check there is, each step even after one has failed, and the sum at the end.
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
	checkNode,
	ensureBuilt,
	ensureGenerated,
	ensureInstalled,
	NotReady,
	say,
	seconds,
} from "./prepare.mjs";
import { forwardSignals, ROOT, run } from "./run.mjs";

const bin = (name) => join(ROOT, "node_modules", ".bin", name);
const reports = mkdtempSync(join(tmpdir(), "signalbox-report-"));
const report = (name) => join(reports, `${name}.json`);

const vitestReport = (name) => [
	...["--reporter=default", "--reporter=json"],
	`--outputFile.json=${report(name)}`,
];

const command =
	(program, ...args) =>
	async () => {
		const { code, signal } = await run(program, args, {
			env: { PLAYWRIGHT_JSON_OUTPUT_FILE: report("e2e") },
		});
		if (signal) process.exit(130);
		return code === 0;
	};

const script = (name, ...args) =>
	command("npm", "run", "--silent", name, "--", ...args);

// First the parts of `npm run verify`, in its order.
const STEPS = [
	["lint", script("verify:lint")],
	["types", script("verify:types")],
	["unit", script("verify:unit", ...vitestReport("unit"))],
	["unused", script("verify:unused")],
	[
		"db",
		command(bin("vitest"), "run", "--project", "db", ...vitestReport("db")),
	],
	["build", () => ensureBuilt().then(() => true)],
	[
		"e2e",
		command(
			bin("playwright"),
			...["test", "--config", "e2e/playwright.config.ts"],
			"--reporter=list,json",
		),
	],
];

async function runStep([name, work]) {
	const since = performance.now();
	say(`\n=== ${name}`);
	const passed = await work().catch((error) => {
		say(error.message);
		return false;
	});
	say(`=== ${name}: ${passed ? "passed" : "FAILED"} in ${seconds(since)}`);
	return { name, passed, counts: countsOf(name, passed) };
}

/** Tests of a step that wrote a report; any other step counts as one. */
function countsOf(name, passed) {
	const file = report(name);
	if (!existsSync(file))
		return { passed: passed ? 1 : 0, failed: passed ? 0 : 1 };
	const json = JSON.parse(readFileSync(file, "utf8"));
	const counts = json.stats
		? {
				passed: json.stats.expected,
				failed: json.stats.unexpected + json.stats.flaky,
			}
		: { passed: json.numPassedTests, failed: json.numFailedTests };
	// A suite that could not even load fails without a failed test.
	if (!passed && counts.failed === 0) counts.failed = 1;
	return counts;
}

async function main() {
	checkNode();
	forwardSignals();
	await ensureInstalled();
	await ensureGenerated();
	const results = [];
	for (const step of STEPS) results.push(await runStep(step));

	const sum = (key) => results.reduce((n, { counts }) => n + counts[key], 0);
	const failed = results.filter((result) => !result.passed);
	say(`\n${sum("passed")} passed, ${sum("failed")} failed`);
	if (failed.length > 0) {
		say(`failed: ${failed.map((result) => result.name).join(", ")}`);
	}
	return failed.length > 0 ? 1 : 0;
}

try {
	process.exitCode = await main();
} catch (error) {
	process.stderr.write(`signalbox: ${error.message}\n`);
	process.exitCode = error instanceof NotReady ? 2 : 1;
} finally {
	rmSync(reports, { recursive: true, force: true });
}
