import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { pause } from "@/lib/core/pause";
import { isDevelopment } from "@/lib/env";
import PROGRAMS from "@/lib/supervisor/scripts/programs.json";
import { nextRestart } from "./backoff";

export type Environment = Record<string, string | undefined>;

export type ProcessSpec = {
	program: Program;
	env: Environment;
};

export type Processes = {
	/** SIGTERM to one of them, which is then started again at once. */
	restart: (program: Program) => void;
	/** SIGTERM to all; SIGKILL to who is left after `killAfterMs`. */
	stop: (killAfterMs: number) => Promise<void>;
};

export type Program = "web" | "worker" | "emulator" | "seed";

const BUNDLES = pathToFileURL(join(process.cwd(), ".build")).href;
const BUNDLED = import.meta.url.startsWith(BUNDLES);

/** As this process runs, so do its children: from the bundles, or in development and tests from the sources. */
const commandOf = (program: Program): string[] =>
	BUNDLED
		? [
				// Next would hold a source map of every page in memory then, some 60 MB.
				...(program === "web" ? [] : ["--enable-source-maps"]),
				...["--import", "./.build/supervised.js"],
				`.build/${program}.js`,
			]
		: [
				...["--import", "tsx"],
				...["--import", "./lib/supervisor/processes/supervised.ts"],
				PROGRAMS[program],
			];

/** Starts a program. It dies with this process: its stdin is a pipe (parent-watch.ts). */
export function spawnProgram(
	{ program, env }: ProcessSpec,
	stdout: "inherit" | "pipe" = "inherit",
): ChildProcess {
	return spawn(process.execPath, commandOf(program), {
		env: {
			...env,
			NODE_ENV: isDevelopment(env) ? "development" : "production",
			SIGNALBOX_SUPERVISED: "1",
		},
		// A session of its own: the terminal's Ctrl-C reaches the supervisor alone, which stops them in order.
		detached: true,
		stdio: ["pipe", stdout, "inherit"],
	});
}

/** Starts every process and starts it again whenever it ends, until `stop`. */
export function superviseProcesses(
	specs: readonly ProcessSpec[],
	log: (line: string) => void,
): Processes {
	const stopping = new AbortController();
	const keepers = specs.map((spec) => keepAlive(spec, stopping.signal, log));
	return {
		restart: (program) =>
			keepers.find(({ spec }) => spec.program === program)?.restart(),
		stop: async (killAfterMs) => {
			stopping.abort();
			for (const keeper of keepers) keeper.child()?.kill("SIGTERM");
			const timer = setTimeout(() => {
				for (const keeper of keepers) keeper.child()?.kill("SIGKILL");
			}, killAfterMs);
			await Promise.all(keepers.map((keeper) => keeper.done));
			clearTimeout(timer);
		},
	};
}

type Keeper = {
	spec: ProcessSpec;
	restart: () => void;
	child: () => ChildProcess | undefined;
	done: Promise<void>;
};

function keepAlive(
	spec: ProcessSpec,
	stopping: AbortSignal,
	log: (line: string) => void,
): Keeper {
	let child: ChildProcess | undefined;
	let isWanted = false;
	const life = async () => {
		let inRow = 0;
		while (!stopping.aborted) {
			const bornAt = performance.now();
			child = spawnProgram(spec);
			const how = await endOf(child);
			child = undefined;
			if (stopping.aborted) return;
			if (isWanted) {
				isWanted = false;
				continue;
			}
			const next = nextRestart(inRow, performance.now() - bornAt);
			inRow = next.inRow;
			log(
				`${spec.program} ended (${how}); starting it again in ${next.waitMs / 1_000} s`,
			);
			await pause(next.waitMs, stopping);
		}
	};
	const restart = () => {
		isWanted = child !== undefined;
		child?.kill("SIGTERM");
	};
	return { spec, restart, child: () => child, done: life() };
}

/** How a process ended, in words. */
export function endOf(child: ChildProcess): Promise<string> {
	return new Promise((resolve) => {
		// The pipe breaks when the child dies first.
		child.stdin?.on("error", () => undefined);
		child.once("error", (error) => resolve(error.message));
		child.once("exit", (code, signal) =>
			resolve(signal ? `signal ${signal}` : `exit code ${code}`),
		);
	});
}
