import { spawnSync } from "node:child_process";
import { chromium } from "@playwright/test";
import { AppError } from "@/lib/core/errors";
import { inheritedEnvironment } from "@/lib/env";
import { unpackChromium } from "./unpack";

/** As Playwright's `launchOptions` want it. */
export type Browser = {
	executablePath: string;
	env: Record<string, string>;
	args: string[];
};

const SYSTEM = [
	"chromium",
	"chromium-browser",
	"google-chrome",
	"google-chrome-stable",
];

/**
 * The first browser of this machine that answers `--version`: SIGNALBOX_BROWSER,
 * the system's Chromium or Chrome, Playwright's own, the one from npm.
 * Throws `misconfigured` when there is none.
 */
export function findBrowser(): Browser {
	const inherited = inheritedEnvironment();
	const wanted = inherited.SIGNALBOX_BROWSER;
	const candidates = wanted ? [wanted] : [...SYSTEM, playwrightsOwn()];
	const env = Object.fromEntries(
		Object.entries(inherited).flatMap(([name, value]) =>
			value === undefined ? [] : [[name, value] as const],
		),
	);
	for (const name of candidates) {
		const executablePath = pathOf(name);
		if (executablePath && answers(executablePath, env)) {
			return { executablePath, env, args: [] };
		}
	}
	if (wanted) throw none(`SIGNALBOX_BROWSER=${wanted} does not run`);
	return packaged(env);
}

const none = (why: string): AppError =>
	new AppError("misconfigured", `no browser for the end-to-end tests: ${why}`);

const playwrightsOwn = (): string => chromium.executablePath();

/** A name's place on the search path; a path stays as it is. */
function pathOf(name: string): string | undefined {
	if (name.includes("/") || name.includes("\\")) return name;
	const found = spawnSync("sh", ["-c", 'command -v "$1"', "sh", name], {
		encoding: "utf8",
	});
	return found.status === 0 ? found.stdout.trim() : undefined;
}

const answers = (path: string, env: Record<string, string>): boolean =>
	spawnSync(path, ["--version"], { env: asEnvironment(env), timeout: 60_000 })
		.status === 0;

// Next's types make NODE_ENV a required variable; a browser does not care.
const asEnvironment = (env: Record<string, string>): NodeJS.ProcessEnv => ({
	NODE_ENV: "test",
	...env,
});

/** `@sparticuz/chromium` with its own libraries and fonts: a bare machine has neither. */
function packaged(inherited: Record<string, string>): Browser {
	if (process.platform !== "linux" || process.arch !== "x64") {
		throw none("install Chromium or Chrome, or set SIGNALBOX_BROWSER");
	}
	const { executablePath, libraries, fonts } = unpackChromium();
	const env = {
		...inherited,
		LD_LIBRARY_PATH: [libraries, inherited.LD_LIBRARY_PATH]
			.filter(Boolean)
			.join(":"),
		FONTCONFIG_PATH: fonts,
	};
	if (!answers(executablePath, env)) {
		throw none(`${executablePath} --version fails`);
	}
	return {
		executablePath,
		env,
		args: ["--headless=shell", "--no-zygote", "--disable-gpu"],
	};
}
