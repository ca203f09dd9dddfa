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
import { ROOT, run } from "./run.mjs";

const INSTALL_STAMP = join(ROOT, "node_modules", ".signalbox-install");
const GENERATED = join(ROOT, "lib", "db", "generated");
const GENERATE_STAMP = join(GENERATED, ".signalbox-generate");
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

/** `next build`, when there is none of these sources. */
export async function ensureBuilt() {
	const wanted = digest(...sources(), read(INSTALL_STAMP));
	if (read(BUILD_STAMP) === wanted) return;
	assertWritable("the web application is not built");
	await step("Building the web application", [bin("next"), ["build"]], say);
	writeFileSync(BUILD_STAMP, wanted);
}

/** What a command needs, without the web application. Who may not write here uses what the owner prepared. */
export async function prepareCommands(tell) {
	checkNode();
	const isPrepared = packagesFit(ROOT) && existsSync(GENERATED);
	if (isPrepared && !isWritable()) return;
	await ensureInstalled(tell);
	await ensureGenerated(tell);
}

const SOURCE = /\.(css|json|mjs|prisma|svg|ts|tsx|woff2?)$/;
const NOT_BUILT =
	/\.test\.tsx?$|^test-.*\.ts$|^next-env\.d\.ts$|\.tsbuildinfo$/;
// The build writes the first, and no page reaches the others.
const FOLDERS_NOT_BUILT = [
	GENERATED,
	join(ROOT, "lib", "cli"),
	join(ROOT, "lib", "supervisor"),
];

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
		if (
			entry.isDirectory() &&
			deep &&
			entry.name !== "testing" &&
			!FOLDERS_NOT_BUILT.includes(path)
		) {
			yield* filesIn(path, true);
		}
		if (!entry.isFile() || !SOURCE.test(entry.name)) continue;
		if (NOT_BUILT.test(entry.name)) continue;
		yield relative(ROOT, path);
		yield readFileSync(path);
	}
}
