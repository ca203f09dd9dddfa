import { AppError } from "@/lib/core/errors";
import {
	isForThisMachine,
	isLoopbackHost,
	isLoopbackUrl,
} from "@/lib/core/loopback";

/** Known to everybody: demo people exist only where nobody else can reach the server. */
export const DEMO_PASSWORD = "signalbox-demo";

/** What demo mode is judged by. */
export type DemoEnvironment = {
	SIGNALBOX_DEMO?: "on" | "off" | undefined;
	HOST: string;
	NEXTAUTH_URL?: string | undefined;
	INSTAGRAM_GRAPH_URL: string;
	INSTAGRAM_ACCESS_TOKEN?: string | undefined;
};

/**
 * Throws `misconfigured` where demo mode could touch the real platform, or where
 * anybody but this machine could come in with the password that everybody knows.
 */
export function checkDemo(env: DemoEnvironment): void {
	if (env.SIGNALBOX_DEMO !== "on") return;
	const faults = [
		isLoopbackHost(env.HOST) ? null : `HOST ${env.HOST} is not on this machine`,
		env.NEXTAUTH_URL === undefined || isLoopbackUrl(env.NEXTAUTH_URL)
			? null
			: `NEXTAUTH_URL ${env.NEXTAUTH_URL} is not on this machine`,
		isLoopbackUrl(env.INSTAGRAM_GRAPH_URL)
			? null
			: `INSTAGRAM_GRAPH_URL ${env.INSTAGRAM_GRAPH_URL} is not on this machine`,
		env.INSTAGRAM_ACCESS_TOKEN ? "INSTAGRAM_ACCESS_TOKEN is set" : null,
	].filter((fault) => fault !== null);
	if (faults.length === 0) return;
	throw new AppError(
		"misconfigured",
		`demo mode refuses to start: ${faults.join("; ")} (set SIGNALBOX_DEMO=off to use it for real)`,
	);
}

/** One-click sign-in: demo mode, and a server that only this machine reaches. */
export const offersOneClick = (env: DemoEnvironment): boolean =>
	env.SIGNALBOX_DEMO === "on" && isForThisMachine(env);
