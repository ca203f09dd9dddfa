// Plain Node without dependencies: it runs before anything is installed.
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
import { linkedPackages, packagesFit } from "./installed.mjs";
import { BUNDLES, ROOT, run } from "./run.mjs";

const INSTALL_STAMP = join(ROOT, "node_modules", ".signalbox-install");
const GENERATED = join(ROOT, "lib", "db", "generated");
const GENERATE_STAMP = join(GENERATED, ".signalbox-generate");
const BUNDLE_STAMP = join(BUNDLES, "signalbox-bundle");
const BUILD_STAMP = join(ROOT, ".next", "signalbox-build");

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

export const seconds = (since) =>
	`${((performance.now() - since) / 1000).toFixed(1)} s`;

/** A long step: says that it begins, that it still runs, and how long it took. */
async function step(title, [command, args], tell) {
	const since = performance.now();
	tell(`${title} ...`);
	const ticker = setInterval(() => tell(`  ... ${seconds(since)}`), 10_000);
	const result = await run(command, args, { capture: true }).finally(() =>
		clearInterval(ticker),
	);
	if (result.signal) process.exit(130);
	if (result.code !== 0) {
		tell(result.output.trimEnd());
		throw new Error(`${title} failed (exit code ${result.code})`);
	}
	tell(`  done in ${seconds(since)}`);
}

const digest = (...parts) => {
	const hash = createHash("sha256");
	for (const part of parts) hash.update(part).update("\0");
	return hash.digest("hex");
};

const read = (path) => (existsSync(path) ? readFileSync(path, "utf8") : "");

function isWritable() {
	try {
		accessSync(ROOT, constants.W_OK);
		return true;
	} catch {
		// Read-only, or somebody else's.
		return false;
	}
}

function assertWritable(what) {
	if (isWritable()) return;
	throw new NotReady(
		`${what}, and this user cannot write to ${ROOT}: run \`npm start\` once as its owner`,
	);
}

const bin = (name) => join(ROOT, "node_modules", ".bin", name);

/** `npm ci`, when node_modules does not fit the lockfile. */
export async function ensureInstalled(tell = say) {
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
	const options = ["--include=dev", "--no-audit", "--no-fund"];
	await step(
		"Installing packages (npm ci)",
		[command, [...args, "ci", ...options, "--loglevel=error"]],
		tell,
	);
	writeFileSync(INSTALL_STAMP, wanted);
}

/** `prisma generate`, when the client does not fit the schema. */
export async function ensureGenerated(tell = say) {
	const wanted = digest(
		read(join(ROOT, "prisma", "schema.prisma")),
		read(INSTALL_STAMP),
	);
	if (read(GENERATE_STAMP) === wanted) return;
	assertWritable("the database client is not generated");
	await step(
		"Generating the database client",
		[bin("prisma"), ["generate"]],
		tell,
	);
	writeFileSync(GENERATE_STAMP, wanted);
}

/** The programs' bundles, when there are none of these sources. */
export async function ensureBundled(tell = say) {
	const wanted = digest(...sources(["lib", "prisma"]), read(INSTALL_STAMP));
	if (read(BUNDLE_STAMP) === wanted) return;
	assertWritable("the programs are not bundled");
	const script = join(ROOT, "lib", "supervisor", "scripts", "bundle.mjs");
	await step("Bundling the programs", [process.execPath, [script]], tell);
	writeFileSync(BUNDLE_STAMP, wanted);
}

/** `next build`, when there is none of these sources. */
export async function ensureBuilt() {
	const wanted = digest(
		...sources(["app", "components", "lib", "prisma", "public"], NOT_IN_PAGES),
		read(INSTALL_STAMP),
	);
	if (read(BUILD_STAMP) === wanted) return;
	assertWritable("the web application is not built");
	await step("Building the web application", [bin("next"), ["build"]], say);
	writeFileSync(BUILD_STAMP, wanted);
}

/** What a command needs, without the web application. Who may not write here uses what the owner prepared. */
export async function prepareCommands(tell) {
	checkNode();
	const isPrepared =
		packagesFit(ROOT) && existsSync(GENERATED) && existsSync(BUNDLE_STAMP);
	if (isPrepared && !isWritable()) return;
	await ensureInstalled(tell);
	await ensureGenerated(tell);
	await ensureBundled(tell);
}

const SOURCE = /\.(css|json|mjs|prisma|svg|ts|tsx|woff2?)$/;
const NOT_BUILT =
	/\.test\.tsx?$|^test-.*\.ts$|^next-env\.d\.ts$|\.tsbuildinfo$/;
// No page reaches these.
const NOT_IN_PAGES = [
	join(ROOT, "lib", "cli"),
	join(ROOT, "lib", "supervisor"),
];

/** Name and content of every source file at the root and in these folders, some apart. */
function* sources(folders, skipped = []) {
	yield* filesIn(ROOT, []);
	for (const folder of folders) {
		const path = join(ROOT, folder);
		if (existsSync(path)) yield* filesIn(path, [GENERATED, ...skipped], true);
	}
}

function* filesIn(folder, skipped, deep = false) {
	const entries = readdirSync(folder, { withFileTypes: true });
	for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
		const path = join(folder, entry.name);
		if (entry.isDirectory()) {
			const isWanted = entry.name !== "testing" && !skipped.includes(path);
			if (deep && isWanted) yield* filesIn(path, skipped, true);
			continue;
		}
		if (!SOURCE.test(entry.name) || NOT_BUILT.test(entry.name)) continue;
		yield relative(ROOT, path);
		yield readFileSync(path);
	}
}
