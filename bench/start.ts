import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { inheritedEnvironment } from "@/lib/env";
import PROGRAMS from "@/lib/supervisor/scripts/programs.json";
import { medianOf, type Result } from "./measure";

type Program = keyof typeof PROGRAMS;

/** From the bundles, as production runs; or from the sources, as production ran before there were bundles. */
type Way = "bundle" | "sources";

const RUNS = 5;
const REST_MS = 20_000;
const PORT = 20_000 + (process.pid % 12_000);

const commandOf = (way: Way, program: Program): string[] =>
	way === "bundle"
		? ["--enable-source-maps", `.build/${program}.js`]
		: ["--import", "tsx", PROGRAMS[program]];

const Usage = z.object({ cpuS: z.number(), peakMb: z.number() });

/** Makes a process tell, as its last line on stderr, what it has used. */
const TELLS = `data:text/javascript,${encodeURIComponent(
	`process.on("exit", () => {
		const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
		process.stderr.write("\\n" + JSON.stringify({ cpuS: (userCPUTime + systemCPUTime) / 1e6, peakMb: maxRSS / 1024 }));
	});`,
)}`;

function helpOnce(way: Way): z.output<typeof Usage> {
	const args = ["--import", TELLS, ...commandOf(way, "ops"), "--help"];
	const { stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
	return Usage.parse(JSON.parse(stderr.trim().split("\n").at(-1) ?? ""));
}

function help(way: Way): z.output<typeof Usage> {
	const runs = Array.from({ length: RUNS }, () => helpOnce(way));
	const median = (of: (usage: z.output<typeof Usage>) => number) =>
		medianOf(runs.map(of).sort((a, b) => a - b));
	return {
		cpuS: median(({ cpuS }) => cpuS),
		peakMb: median(({ peakMb }) => peakMb),
	};
}

/** The command line and resident megabytes of a supervisor's children (Linux). */
function childrenOf(pid: number): { command: string; mb: number }[] {
	const ids = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8");
	return ids
		.trim()
		.split(" ")
		.map((id) => ({
			command: readFileSync(`/proc/${id}/cmdline`, "utf8"),
			mb:
				Number(
					/VmRSS:\s+(\d+)/.exec(
						readFileSync(`/proc/${id}/status`, "utf8"),
					)?.[1],
				) / 1024,
		}));
}

const ended = (child: ChildProcess): Promise<unknown> =>
	new Promise((resolve) => child.once("exit", resolve));

type Start = { healthyMs: number; mbOf: (program: Program) => number };

async function startOnce(way: Way, dataDir: string): Promise<Start> {
	const since = performance.now();
	const child = spawn(process.execPath, commandOf(way, "supervisor"), {
		env: {
			...inheritedEnvironment(),
			PORT: String(PORT),
			EMULATOR_PORT: String(PORT + 1),
			SIGNALBOX_DATA_DIR: dataDir,
			SIGNALBOX_SUPERVISED: "1",
			NODE_ENV: "production",
		},
		stdio: ["pipe", "ignore", "inherit"],
	});
	try {
		const address = `http://127.0.0.1:${PORT}/api/health`;
		const isHealthy = () =>
			fetch(address).then(
				({ ok }) => ok,
				() => false,
			);
		while (!(await isHealthy())) await sleep(50);
		const healthyMs = performance.now() - since;
		await sleep(REST_MS);
		const children = childrenOf(child.pid ?? 0);
		const mbOf = (program: Program) =>
			children.find(
				({ command }) =>
					command.includes(PROGRAMS[program]) ||
					command.includes(`/${program}.js`),
			)?.mb ?? Number.NaN;
		return { healthyMs, mbOf };
	} finally {
		const gone = ended(child);
		child.kill("SIGTERM");
		await gone;
	}
}

/** Starts a demo installation each way on the same data: what bundles save in time and memory. */
export async function benchStart(): Promise<Result[]> {
	const build = ["lib/supervisor/scripts/build.mjs"];
	const { status } = spawnSync(process.execPath, build, { stdio: "inherit" });
	if (status !== 0) throw new Error("the programs cannot be built");
	const dataDir = mkdtempSync(join(tmpdir(), "signalbox-bench-"));
	try {
		// The first start makes the demo's past: only the later ones are warm.
		await startOnce("bundle", dataDir);
		const [bundle, sources] = [
			await startOnce("bundle", dataDir),
			await startOnce("sources", dataDir),
		];
		const [fast, slow] = [help("bundle"), help("sources")];
		const name = "the same sources through tsx";
		const row = (
			promise: string,
			unit: string,
			[value, before]: [number, number],
		): Result => ({ promise, value, unit, baseline: { name, value: before } });
		return [
			row("start to healthy, warm", "ms", [
				bundle.healthyMs,
				sources.healthyMs,
			]),
			...(["web", "worker", "emulator"] as const).map((program) =>
				row(`${program} at rest`, "MB", [
					bundle.mbOf(program),
					sources.mbOf(program),
				]),
			),
			row("ops --help, CPU", "s", [fast.cpuS, slow.cpuS]),
			row("ops --help, peak memory", "MB", [fast.peakMb, slow.peakMb]),
		];
	} finally {
		rmSync(dataDir, { recursive: true, force: true });
	}
}
