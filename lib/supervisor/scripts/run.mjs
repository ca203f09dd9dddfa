import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = fileURLToPath(new URL("../../..", import.meta.url));

/** Where the bundled programs of production are (bundle.mjs). */
export const BUNDLES = join(ROOT, ".build");

/** Whatever a tool would say about itself, or ask its makers, stays off. */
const QUIET = {
	CHECKPOINT_DISABLE: "1",
	NEXT_TELEMETRY_DISABLED: "1",
	PRISMA_HIDE_UPDATE_MESSAGE: "1",
};

/** The processes that a signal to this one is passed on to. */
const running = new Set();

const TICKS_PER_SECOND = 100;
let spent = 0;

const passOn = (signal) => {
	if (running.size === 0) process.exit(128);
	for (const child of running) child.kill(signal);
};

/** What the system tells of a process (Linux). */
function fileOf(pid, name) {
	try {
		return readFileSync(`/proc/${pid}/${name}`, "utf8");
	} catch {
		// Another system, or the process is gone.
		return undefined;
	}
}

/** The name in parentheses may hold anything; the state and the parent follow it. */
function parentOf(pid) {
	const stat = fileOf(pid, "stat") ?? "";
	return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1];
}

/** What the processes that this one started have used by their end, with their own: seconds of CPU. */
function spentByChildren() {
	const stat = fileOf("self", "stat") ?? "";
	const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
	return (Number(fields[13]) + Number(fields[14])) / TICKS_PER_SECOND;
}

/** npm's shell and, behind it, npm: whoever of them started us. */
function ancestors() {
	const parent = process.ppid;
	const script = process.env.npm_lifecycle_script;
	const line = fileOf(parent, "cmdline")?.replaceAll("\0", " ").trimEnd();
	const isShell = script !== undefined && line?.endsWith(script);
	return isShell ? `${parent} ${parentOf(parent)}` : `${parent}`;
}

/**
 * Passes signals on. A SIGTERM to npm ends npm and its shell but is not handed
 * down to us, and a SIGKILL ends npm alone: then our ancestors change, which
 * counts as the signal.
 */
export function forwardSignals() {
	process.on("SIGINT", () => passOn("SIGINT"));
	process.on("SIGTERM", () => passOn("SIGTERM"));
	process.on("SIGHUP", () => passOn("SIGTERM"));
	if (!process.env.npm_lifecycle_event) return;
	const born = ancestors();
	const watch = setInterval(() => {
		if (ancestors() === born) return;
		clearInterval(watch);
		passOn("SIGTERM");
	}, 500);
	watch.unref();
}

/**
 * Runs a command in the checkout; `cpu` is what it used, where the system tells (Linux).
 * With `capture` its output is kept and given back.
 * Its stdin is a pipe that closes when this process ends, however it ends.
 */
export function run(command, args, { env = {}, capture = false } = {}) {
	return new Promise((resolve, reject) => {
		const output = [];
		const outlet = capture ? "pipe" : "inherit";
		const child = spawn(command, args, {
			cwd: ROOT,
			env: { ...process.env, ...QUIET, ...env },
			stdio: ["pipe", outlet, outlet],
		});
		running.add(child);
		let cpu = Number.NaN;
		child.stdout?.on("data", (chunk) => output.push(chunk));
		child.stderr?.on("data", (chunk) => output.push(chunk));
		child.stdin.on("error", () => {});
		child.once("error", reject);
		child.once("exit", () => {
			running.delete(child);
			const before = spent;
			spent = spentByChildren();
			cpu = spent - before;
		});
		child.once("close", (code, signal) => {
			const text = Buffer.concat(output).toString();
			resolve({ code: code ?? 1, signal, output: text, cpu });
		});
	});
}

/** Runs a bundled program; stack traces name the lines of its sources. */
export const runProgram = (name, args = [], options = {}) =>
	run(
		process.execPath,
		["--enable-source-maps", join(BUNDLES, `${name}.js`), ...args],
		options,
	);
