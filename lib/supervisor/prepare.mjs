// Plain Node without dependencies: it runs before anything is installed.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import {
	accessSync,
	constants,
	existsSync,
	readdirSync,
	readFileSync,
	writeFileSync,
} from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { linkedPackages, packagesFit } from "./installed.mjs";

export const ROOT = fileURLToPath(new URL("../..", import.meta.url));

const INSTALL_STAMP = join(ROOT, "node_modules", ".signalbox-install");
const GENERATED = join(ROOT, "lib", "db", "generated");
const GENERATE_STAMP = join(GENERATED, ".signalbox-generate");
const BUILD_STAMP = join(ROOT, ".next", "signalbox-build");

/** Whatever a tool would say about itself, or ask its makers, stays off. */
const QUIET = {
	CHECKPOINT_DISABLE: "1",
	NEXT_TELEMETRY_DISABLED: "1",
	PRISMA_HIDE_UPDATE_MESSAGE: "1",
};

/** A fault of the machine or its settings: one line, exit code 2. */
export class NotReady extends Error {}

export const say = (line) => process.stdout.write(`${line}\n`);

export function checkNode() {
	const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
	if (major > 20 || (major === 20 && minor >= 19)) return;
	throw new NotReady(
		`Signalbox needs Node 20.19 or newer, this is ${process.versions.node}`,
	);
}

/** The process that a signal to this one is passed on to. */
let current;

const passOn = (signal) => {
	if (!current) process.exit(128);
	current.kill(signal);
};

/**
 * Passes signals on. A SIGTERM to npm ends npm and its shell but is not handed
 * down to us: then our parent changes, which counts as the signal.
 */
export function forwardSignals() {
	process.on("SIGINT", () => passOn("SIGINT"));
	process.on("SIGTERM", () => passOn("SIGTERM"));
	process.on("SIGHUP", () => passOn("SIGTERM"));
	if (!process.env.npm_lifecycle_event) return;
	const parent = process.ppid;
	const watch = setInterval(() => {
		if (process.ppid === parent) return;
		clearInterval(watch);
		passOn("SIGTERM");
	}, 500);
	watch.unref();
}

/**
 * Runs a command in the checkout. With `capture` its output is kept and given back.
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
		current = child;
		child.stdout?.on("data", (chunk) => output.push(chunk));
		child.stderr?.on("data", (chunk) => output.push(chunk));
		child.stdin.on("error", () => {});
		child.once("error", reject);
		child.once("close", (code, signal) => {
			current = undefined;
			const text = Buffer.concat(output).toString();
			resolve({ code: code ?? 1, signal, output: text });
		});
	});
}

export const seconds = (since) =>
	`${((performance.now() - since) / 1000).toFixed(1)} s`;

/** A long step: says that it begins, that it still runs, and how long it took. */
async function step(title, command, args) {
	const since = performance.now();
	say(`${title} ...`);
	const ticker = setInterval(() => say(`  ... ${seconds(since)}`), 10_000);
	const result = await run(command, args, { capture: true }).finally(() =>
		clearInterval(ticker),
	);
	if (result.signal) process.exit(130);
	if (result.code !== 0) {
		say(result.output.trimEnd());
		throw new Error(`${title} failed (exit code ${result.code})`);
	}
	say(`  done in ${seconds(since)}`);
}

const digest = (...parts) => {
	const hash = createHash("sha256");
	for (const part of parts) hash.update(part).update("\0");
	return hash.digest("hex");
};

const read = (path) => (existsSync(path) ? readFileSync(path, "utf8") : "");

function assertWritable(what) {
	try {
		accessSync(ROOT, constants.W_OK);
	} catch {
		throw new NotReady(
			`${what}, and this user cannot write to ${ROOT}: run \`npm start\` once as its owner`,
		);
	}
}

const bin = (name) => join(ROOT, "node_modules", ".bin", name);

/** `npm ci`, when node_modules does not fit the lockfile. */
export async function ensureInstalled() {
	const wanted = digest(
		read(join(ROOT, "package-lock.json")),
		`${process.platform} ${process.arch}`,
	);
	if (read(INSTALL_STAMP) === wanted) return;
	assertWritable("the packages are not installed");
	if (packagesFit(ROOT)) return writeFileSync(INSTALL_STAMP, wanted);
	const elsewhere = linkedPackages(ROOT);
	if (elsewhere) {
		throw new NotReady(
			`node_modules leads to ${elsewhere}, whose packages do not fit package-lock.json: run \`npm ci\` there, or remove the link`,
		);
	}
	const npm = process.env.npm_execpath;
	const [command, args] = npm?.endsWith(".js")
		? [process.execPath, [npm]]
		: ["npm", []];
	await step("Installing packages (npm ci)", command, [
		...args,
		...["ci", "--include=dev", "--no-audit", "--no-fund", "--loglevel=error"],
	]);
	writeFileSync(INSTALL_STAMP, wanted);
}

/** `prisma generate`, when the client does not fit the schema. */
export async function ensureGenerated() {
	const wanted = digest(
		read(join(ROOT, "prisma", "schema.prisma")),
		read(INSTALL_STAMP),
	);
	if (read(GENERATE_STAMP) === wanted) return;
	assertWritable("the database client is not generated");
	await step("Generating the database client", bin("prisma"), ["generate"]);
	writeFileSync(GENERATE_STAMP, wanted);
}

/** `next build`, when there is none of these sources. */
export async function ensureBuilt() {
	const wanted = digest(...sources(), read(INSTALL_STAMP));
	if (read(BUILD_STAMP) === wanted) return;
	assertWritable("the web application is not built");
	await step("Building the web application", bin("next"), ["build"]);
	writeFileSync(BUILD_STAMP, wanted);
}

const SOURCE = /\.(css|json|mjs|prisma|svg|ts|tsx|woff2?)$/;
const NOT_BUILT = /\.test\.tsx?$|^next-env\.d\.ts$|\.tsbuildinfo$/;

/** Name and content of every file that the build may read. */
function* sources() {
	yield* filesIn(ROOT, false);
	for (const folder of ["app", "components", "lib", "prisma", "public"]) {
		const path = join(ROOT, folder);
		if (existsSync(path)) yield* filesIn(path, true);
	}
}

function* filesIn(folder, deep) {
	const entries = readdirSync(folder, { withFileTypes: true });
	for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
		const path = join(folder, entry.name);
		if (entry.isDirectory() && deep && path !== GENERATED) {
			yield* filesIn(path, true);
		}
		if (!entry.isFile() || !SOURCE.test(entry.name)) continue;
		if (NOT_BUILT.test(entry.name)) continue;
		yield relative(ROOT, path);
		yield readFileSync(path);
	}
}
