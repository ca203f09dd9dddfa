import { spawnSync } from "node:child_process";
import {
	cpSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	rmSync,
	symlinkSync,
	writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";

let dir = "";
let checkout = "";

/** A checkout with nothing but the scripts that run before anything is installed. */
beforeEach(() => {
	dir = mkdtempSync(join(tmpdir(), "signalbox-start-"));
	checkout = join(dir, "checkout");
	mkdirSync(join(checkout, "lib"), { recursive: true });
	cpSync("lib/supervisor", join(checkout, "lib/supervisor"), {
		recursive: true,
	});
	writeFileSync(join(checkout, "package.json"), '{ "type": "module" }');
	writeLock(join(checkout, "package-lock.json"), "1.0.0");
	// Instead of npm: leaves a mark, and fails so that nothing goes on after it.
	writeFileSync(
		join(dir, "npm.js"),
		`require("node:fs").writeFileSync(${JSON.stringify(join(dir, "ran"))}, ""); process.exit(9);`,
	);
});
afterEach(() => rmSync(dir, { recursive: true }));

const writeLock = (file: string, version: string, os = process.platform) =>
	writeFileSync(
		file,
		JSON.stringify({
			packages: {
				"node_modules/a": { version },
				"node_modules/b": { version, optional: true, os: [os] },
			},
		}),
	);

function install(at: string, version: string, os = process.platform) {
	mkdirSync(at, { recursive: true });
	writeLock(join(at, ".package-lock.json"), version, os);
}

function start(env: Record<string, string> = {}) {
	const { status, stderr } = spawnSync(
		process.execPath,
		[join(checkout, "lib/supervisor/scripts/start.mjs")],
		{
			encoding: "utf8",
			env: {
				...{ NODE_ENV: "test", PATH: "", PORT: "1", HOST: "127.0.0.1" },
				SIGNALBOX_DATA_DIR: join(dir, "data"),
				npm_execpath: join(dir, "npm.js"),
				...env,
			},
		},
	);
	return { status, stderr, installed: existsSync(join(dir, "ran")) };
}

const anyPort = { PORT: "65535" };

test("packages are installed when they do not fit the lockfile", () => {
	expect(start(anyPort)).toMatchObject({ status: 1, installed: true });
});

test.each([
	["another version", "0.9.0", process.platform],
	["another system's", "1.0.0", "aix" as const],
])("packages that do not fit are installed anew: %s", (_, version, os) => {
	install(join(checkout, "node_modules"), version, os);
	expect(start(anyPort).installed).toBe(true);
});

test("packages that somebody installed by hand are kept", () => {
	install(join(checkout, "node_modules"), "1.0.0");
	expect(start(anyPort).installed).toBe(false);
});

test("a link to another checkout's packages is never emptied", () => {
	const others = join(dir, "others");
	install(others, "0.9.0");
	symlinkSync(others, join(checkout, "node_modules"));
	const refused = start(anyPort);
	expect(refused).toMatchObject({ status: 2, installed: false });
	expect(refused.stderr).toBe(
		`signalbox: node_modules leads to ${others}, whose packages do not fit package-lock.json: run \`npm ci\` there, or remove the link\n`,
	);
});

test("a port that is none is refused", () => {
	expect(start({ PORT: "65536" })).toMatchObject({
		status: 2,
		stderr: "signalbox: PORT must be a number from 1 to 65535\n",
	});
});

test.each(["1", "5060", "6000", "10080"])(
	"a port that browsers refuse is refused: %s",
	(port) => {
		expect(start({ PORT: port })).toEqual({
			status: 2,
			stderr: `signalbox: browsers refuse port ${port}: set another PORT\n`,
			installed: false,
		});
		expect(start({ ...anyPort, EMULATOR_PORT: port })).toEqual({
			status: 2,
			stderr: `signalbox: browsers refuse port ${port}: set another EMULATOR_PORT\n`,
			installed: false,
		});
	},
);
