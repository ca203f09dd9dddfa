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
	PORT: z.coerce.number().int().min(1).max(65_535).default(3000),
	HOST: z.string().default("127.0.0.1"),
	TRUSTED_PROXY: optional,
	DATABASE_URL: optional,
	OWNER_DATABASE_URL: optional,
	DIRECT_DATABASE_URL: optional,
	SIGNALBOX_DATA_DIR: z.string().default(".data"),
	SIGNALBOX_DEMO: onOff.optional(),
	SIGNALBOX_DEV: onOff.default("off"),
	SIGNALBOX_TEST_CLOCK: onOff.default("off"),
	SEPARATION_OF_DUTIES: onOff.default("on"),
	PUBLISH_LOCKED: optional,
	ALLOW_AUTONOMOUS_PUBLISH: optional,
	PUBLISH_APPROVAL_GRANTED: optional,
	GOVERNANCE_APPROVED: optional,
	INSTAGRAM_GRAPH_URL: url.default("https://graph.instagram.com"),
	INSTAGRAM_GRAPH_VERSION: z
		.string()
		.regex(/^v\d+\.\d+$/)
		.default("v26.0"),
	INSTAGRAM_ACCESS_TOKEN: optional,
	INSTAGRAM_BUSINESS_ACCOUNT_ID: optional,
	OPENAI_BASE_URL: optional,
	OPENAI_API_KEY: optional,
	TEXT_MODEL: optional,
	TEAM_CHANNEL_WEBHOOK_URL: optional,
	MEDIA_STORE: optional,
	PUBLIC_MEDIA_BASE_URL: optional,
	NEXTAUTH_SECRET: optional,
	NEXTAUTH_URL: optional,
	SIGNALBOX_KEYS: optional,
	SIGNALBOX_CHECKPOINT_KEY: optional,
	SIGNALBOX_CHECKPOINT_DIR: optional,
	SIGNALBOX_TOKEN: optional,
	SIGNALBOX_ROLE: optional,
	SIGNALBOX_TICK_MS: z.coerce.number().int().min(20).default(1000),
	EMULATOR_PORT: z.coerce.number().int().min(0).max(65_535).default(4010),
});

export type Env = z.output<typeof Schema>;

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
