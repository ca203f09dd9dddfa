import { parseTokenKeys } from "@/lib/accounts/tokens";
import { readPrivateKey } from "@/lib/audit/checkpoints/model";
import { openMediaStore } from "@/lib/connectors/storage/media-store";
import { openTextProvider } from "@/lib/connectors/text/text-provider";
import { AppError } from "@/lib/core/errors";
import { isLoopbackUrl } from "@/lib/core/loopback";
import { demandSettings, type Env } from "@/lib/env";
import { checkDemo } from "@/lib/people/demo/demo";

/** Throws `misconfigured`, with one line that says what to mend, for settings that no worker can use. */
export function checkSettings(env: Env): void {
	parseTokenKeys(env.SIGNALBOX_KEYS);
	if (env.SIGNALBOX_CHECKPOINT_KEY)
		readPrivateKey(env.SIGNALBOX_CHECKPOINT_KEY);
	openTextProvider(env);
	openMediaStore(env);
}

/** Throws `misconfigured`, with one line that says what to mend, for an environment no worker may start with. */
export function checkWorkerEnvironment(
	env: Env,
): asserts env is Env & Record<"DATABASE_URL" | "SIGNALBOX_KEYS", string> {
	demandSettings(env, ["DATABASE_URL", "SIGNALBOX_KEYS"]);
	checkSettings(env);
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
