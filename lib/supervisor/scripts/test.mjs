// `npm test`: every check there is, in rings, each even after another has failed, and the sum at the end.
// With names of rings it runs these alone.
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
	checkNode,
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

const vitest = (project) => [
	...[bin("vitest"), "run", "--project", project],
	...["--reporter=default", "--reporter=json"],
	`--outputFile.json=${report(project)}`,
];

const RINGS = {
	lint: [bin("biome"), "check", "--error-on-warnings", "."],
	types: [bin("tsc"), "--noEmit"],
	unused: [bin("knip"), "--cache"],
	unit: vitest("unit"),
	db: vitest("db"),
	trials: vitest("trials"),
	build: [process.execPath, "lib/supervisor/scripts/build.mjs"],
	e2e: [
		...[bin("playwright"), "test", "--config", "e2e/playwright.config.ts"],
		"--reporter=list,json",
	],
};

/** Stage after stage; in a stage lanes side by side, in a lane ring after ring. A browser wants the machine for itself. */
const STAGES = [
	[
		["lint", "types", "unused", "build", "trials"],
		["unit", "db"],
	],
	[["e2e"]],
];

async function runRing(name, isAlone) {
	const since = performance.now();
	say(`=== ${name} ...`);
	const [program, ...args] = RINGS[name];
	const env = { PLAYWRIGHT_JSON_OUTPUT_FILE: report("e2e") };
	// Side by side each tells what it has to tell when it is done.
	const { code, signal, output, cpu } = await run(program, args, {
		env,
		capture: !isAlone,
	});
	if (signal) process.exit(130);
	const passed = code === 0;
	const took = seconds(since);
	say(`${output}=== ${name}: ${passed ? "passed" : "FAILED"} in ${took}`);
	return { name, passed, took, cpu, ...countsOf(name, passed) };
}

/** Tests of a ring that wrote a report; any other ring counts as one. */
function countsOf(name, isPassed) {
	const file = report(name);
	if (!existsSync(file))
		return isPassed ? { good: 1, bad: 0 } : { good: 0, bad: 1 };
	const { stats, numPassedTests, numFailedTests } = JSON.parse(
		readFileSync(file, "utf8"),
	);
	const good = stats ? stats.expected : numPassedTests;
	const bad = stats ? stats.unexpected + stats.flaky : numFailedTests;
	// A suite that could not even load fails without a failed test.
	return { good, bad: isPassed ? bad : Math.max(bad, 1) };
}

async function runStage(lanes) {
	const runLane = async (lane) => {
		const results = [];
		for (const name of lane)
			results.push(await runRing(name, lanes.length === 1));
		return results;
	};
	return (await Promise.all(lanes.map(runLane))).flat();
}

/** The stages with the rings that were asked for, or with all. */
function stagesOf(names) {
	const unknown = names.filter((name) => !Object.hasOwn(RINGS, name));
	if (unknown.length > 0) {
		const known = Object.keys(RINGS).join(", ");
		throw new NotReady(`no ring ${unknown.join(", ")}: there are ${known}`);
	}
	const isWanted = (name) => names.length === 0 || names.includes(name);
	return STAGES.map((lanes) =>
		lanes
			.map((lane) => lane.filter(isWanted))
			.filter((lane) => lane.length > 0),
	);
}

const cpuOf = (cpu) => (cpu >= 0 ? `${cpu.toFixed(1)} s` : "-");

async function main() {
	const since = performance.now();
	const stages = stagesOf(process.argv.slice(2));
	checkNode();
	forwardSignals();
	await ensureInstalled();
	await ensureGenerated();
	const results = [];
	for (const lanes of stages) results.push(...(await runStage(lanes)));

	const sum = (key) => results.reduce((n, result) => n + result[key], 0);
	const line = (name, took, cpu) =>
		say(name.padEnd(8) + took.padStart(9) + cpuOf(cpu).padStart(9));
	say("\nring          time      CPU");
	for (const { name, took, cpu } of results) line(name, took, cpu);
	line("all", seconds(since), sum("cpu"));
	say(`\n${sum("good")} passed, ${sum("bad")} failed`);
	const failed = results.filter((result) => !result.passed);
	if (failed.length > 0)
		say(`failed: ${failed.map(({ name }) => name).join(", ")}`);
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
