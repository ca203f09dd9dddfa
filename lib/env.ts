import { z } from "zod";
import { AppError } from "@/lib/core/errors";

const url = z.url();
const optional = z.string().optional();
const onOff = z
	.string()
	.trim()
	.toLowerCase()
	.pipe(z.enum(["on", "off"]));

const Schema = z.object({
	PORT: z.coerce
		.number()
		.int()
		.min(1)
		.max(65_535)
		.default(3000)
		.describe("Port of the web application"),
	HOST: z
		.string()
		.default("127.0.0.1")
		.describe(
			"Address the web application listens on; demo mode takes only this machine",
		),
	TRUSTED_PROXY: optional.describe(
		"Addresses of the proxies whose X-Forwarded-For counts, separated by commas",
	),
	DATABASE_URL: optional.describe(
		"PostgreSQL 15 or newer; the embedded one when unset",
	),
	OWNER_DATABASE_URL: optional.describe(
		"The database owner's URL: migrates and owns the audit tables; DATABASE_URL then has fewer rights",
	),
	DIRECT_DATABASE_URL: optional.describe(
		"Where LISTEN and advisory locks work, when DATABASE_URL is a pooler",
	),
	SIGNALBOX_DATA_DIR: z
		.string()
		.default(".data")
		.describe("Embedded database, media, keys and checkpoints"),
	SIGNALBOX_DEMO: onOff
		.optional()
		.describe(
			"Demo people, past and Graph API emulator: on or off; on with the embedded database unless set",
		),
	SIGNALBOX_DEV: onOff
		.default("off")
		.describe(
			"Set by npm run dev: pages from their sources, and processes that restart on change",
		),
	SIGNALBOX_TEST_CLOCK: onOff
		.default("off")
		.describe(
			"Allows ops clock advance; refuses every Graph host but this machine",
		),
	SEPARATION_OF_DUTIES: onOff
		.default("on")
		.describe(
			"off lets one person request and grant; it is audited and shown on every screen",
		),
	PUBLISH_LOCKED: optional.describe(
		"1 vetoes live publishing, whatever else is granted",
	),
	ALLOW_AUTONOMOUS_PUBLISH: optional.describe(
		"A gate signal from the environment: 1, true, yes or on; grantable in a window when unset",
	),
	PUBLISH_APPROVAL_GRANTED: optional.describe(
		"A gate signal from the environment, likewise",
	),
	GOVERNANCE_APPROVED: optional.describe(
		"A gate signal from the environment, likewise",
	),
	INSTAGRAM_GRAPH_URL: url
		.default("https://graph.instagram.com")
		.describe("Host of the Instagram Graph API"),
	INSTAGRAM_GRAPH_VERSION: z
		.string()
		.regex(/^v\d+\.\d+$/)
		.default("v26.0")
		.describe("Version of the Instagram Graph API"),
	INSTAGRAM_ACCESS_TOKEN: optional.describe(
		"The token that ops accounts add and connect take unless one is given",
	),
	INSTAGRAM_BUSINESS_ACCOUNT_ID: optional.describe(
		"The Instagram account that ops accounts add takes unless one is given",
	),
	OPENAI_BASE_URL: optional.describe(
		"An OpenAI-compatible text endpoint; the built-in template provider writes when no key is set",
	),
	OPENAI_API_KEY: optional.describe("The key of that text endpoint"),
	TEXT_MODEL: optional.describe("Its model; required with a key"),
	TEAM_CHANNEL_WEBHOOK_URL: optional.describe(
		"A Slack-compatible webhook of the team's channel",
	),
	MEDIA_STORE: optional.describe(
		"Where rendered media are kept, as a file: URL; in the data directory when unset",
	),
	PUBLIC_MEDIA_BASE_URL: optional.describe(
		"Where Instagram fetches media from: the public address of this installation",
	),
	NEXTAUTH_SECRET: optional.describe(
		"Signs session cookies; made in the data directory when unset",
	),
	NEXTAUTH_URL: optional.describe(
		"The address people open; http://HOST:PORT when unset",
	),
	SIGNALBOX_KEYS: optional.describe(
		'Keys that encrypt stored tokens, "id:base64 of 32 bytes", the newest first; made in the data directory when unset',
	),
	SIGNALBOX_CHECKPOINT_KEY: optional.describe(
		"Ed25519 private key (PKCS #8, base64) that signs audit checkpoints; made in the data directory when unset",
	),
	SIGNALBOX_CHECKPOINT_DIR: optional.describe(
		"Where signed checkpoints are kept: a place the database's administrator cannot write",
	),
	SIGNALBOX_TOKEN: optional.describe(
		"A personal access token: ops acts as its person",
	),
	SIGNALBOX_ROLE: optional.describe(
		"Set by npm start: the database role the programs switch to when there is one URL only",
	),
	SIGNALBOX_SQL_LOG: onOff
		.default("off")
		.describe(
			"on writes every SQL statement with its milliseconds to stderr, without its parameters",
		),
	SIGNALBOX_TICK_MS: z.coerce
		.number()
		.int()
		.min(20)
		.default(1000)
		.describe("How often a worker looks for due work, in milliseconds"),
	EMULATOR_PORT: z.coerce
		.number()
		.int()
		.min(0)
		.max(65_535)
		.default(4010)
		.describe("Port of the Graph API emulator; 0 takes any"),
});

export type Env = z.output<typeof Schema>;

/** The text of `.env.example`: every setting with what it does and, where it has one, its default. */
export function envExample(): string {
	const settings = Object.entries(Schema.shape).map(([name, field]) => {
		const preset: unknown = field.safeParse(undefined).data;
		return `# ${field.description}\n# ${name}=${preset ?? ""}\n`;
	});
	return [
		"# Every setting, made from lib/env.ts. Copy a line to .env to change it.\n",
		...settings,
	].join("\n");
}

/**
 * Parses the environment: beside the scripts that run before anything is installed, the only reader of `process.env`.
 * A variable that is set to nothing counts as unset.
 * Throws `misconfigured` with one line that names every wrong variable.
 */
export function readEnv(
	source: Record<string, string | undefined> = process.env,
): Env {
	const parsed = Schema.safeParse(withoutEmpty(source));
	if (parsed.success) return parsed.data;
	const faults = parsed.error.issues.map(
		(issue) => `${issue.path.join(".")}: ${issue.message}`,
	);
	throw new AppError("misconfigured", `bad environment: ${faults.join("; ")}`);
}

/** True under `npm run dev`: Next in development and its looser script policy are for a demo on this machine alone. */
export const isDevelopment = (
	env: Readonly<Record<string, unknown>>,
): boolean => env.SIGNALBOX_DEV === "on" && env.SIGNALBOX_DEMO === "on";

/** Throws `misconfigured` with one line that names what is not set. */
export function demandSettings<Name extends keyof Env>(
	env: Env,
	names: readonly Name[],
): asserts env is Env & Record<Name, string> {
	const missing = names.filter((name) => !env[name]);
	if (missing.length === 0) return;
	throw new AppError(
		"misconfigured",
		`${missing.join(" and ")} must be set (npm start sets them)`,
	);
}

const withoutEmpty = (source: Record<string, string | undefined>) =>
	Object.fromEntries(
		Object.entries(source).filter(([, value]) => value?.trim() !== ""),
	);

/** A copy of the whole environment, to hand on to a child process. */
export const inheritedEnvironment = (): Record<string, string | undefined> => ({
	...process.env,
});

/** Makes what was found for this process count in it, as if it had been started with that. */
export function adoptEnvironment(
	values: Record<string, string | undefined>,
): void {
	for (const [name, value] of Object.entries(values))
		if (value !== undefined) process.env[name] = value;
}
