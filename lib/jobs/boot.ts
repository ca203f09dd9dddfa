import { AppError } from "@/lib/core/errors";
import { isLoopbackUrl } from "@/lib/core/loopback";
import type { Env } from "@/lib/env";
import { checkDemo } from "@/lib/people/demo";

const NEEDED = ["DATABASE_URL", "SIGNALBOX_KEYS"] as const;

/** Throws `misconfigured`, with one line that says what to mend, for an environment no worker may start with. */
export function checkWorkerEnvironment(
	env: Env,
): asserts env is Env & Record<(typeof NEEDED)[number], string> {
	const missing = NEEDED.filter((name) => !env[name]);
	if (missing.length > 0)
		throw new AppError(
			"misconfigured",
			`${missing.join(" and ")} must be set (npm start sets them)`,
		);
	checkDemo(env);
	if (env.SIGNALBOX_TEST_CLOCK === "on") demandLoopback(env);
}

/** A clock that was moved never meets the real platform, even after the flag is gone. */
export function checkClock(env: Env, offsetMs: number): void {
	if (offsetMs > 0) demandLoopback(env);
}

function demandLoopback(env: Env): void {
	if (isLoopbackUrl(env.INSTAGRAM_GRAPH_URL)) return;
	throw new AppError(
		"misconfigured",
		`with the test clock only a Graph host on this machine is allowed, not ${env.INSTAGRAM_GRAPH_URL}`,
	);
}
