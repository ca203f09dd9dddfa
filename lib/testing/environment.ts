import { existsSync, readFileSync } from "node:fs";
import { parseEnv } from "node:util";

type Environment = Record<string, string | undefined>;

/** What a test takes from the shell: where this machine keeps things, and what is said to the tests themselves. */
const TAKEN =
	/^(PATH|HOME|USER|LOGNAME|SHELL|TMPDIR|LD_LIBRARY_PATH|FONTCONFIG_\w+|NODE_EXTRA_CA_CERTS|SSL_CERT_\w+|TERM|(NO|FORCE)_COLOR|CI|TEST_DATABASE_URL|SIGNALBOX_BROWSER|(VITEST|PLAYWRIGHT|PW|E2E)(_\w+)?)$/;

/** The files from which `npm start` and Next read settings. */
const SETTINGS_FILES = [
	".env",
	".env.local",
	".env.production",
	".env.production.local",
];

/**
 * The environment of a test process. What a settings file would add is set to
 * nothing, which counts as unset: who reads that file leaves what is set alone.
 */
export function testEnvironment(
	shell: Environment,
	files: readonly string[] = SETTINGS_FILES,
): Environment {
	const added = files
		.filter((file) => existsSync(file))
		.flatMap((file) => Object.keys(parseEnv(readFileSync(file, "utf8"))));
	return {
		...Object.fromEntries(added.map((name) => [name, ""])),
		...Object.fromEntries(
			Object.entries(shell).filter(([name]) => TAKEN.test(name)),
		),
	};
}

/** Makes it this process's own; the processes that it starts inherit it. */
export function takeTestEnvironment(): void {
	const own = testEnvironment(process.env);
	for (const name of Object.keys(process.env))
		if (!(name in own)) delete process.env[name];
	Object.assign(process.env, own);
}
