import { AppError } from "@/lib/core/errors";
import { isLoopbackHost, isLoopbackUrl } from "@/lib/core/loopback";

/** Known to everybody: demo people exist only where nobody else can reach the server. */
export const DEMO_PASSWORD = "signalbox-demo";

/** What demo mode is judged by. */
export type DemoEnvironment = {
	SIGNALBOX_DEMO?: "on" | "off" | undefined;
	HOST: string;
	INSTAGRAM_GRAPH_URL: string;
	INSTAGRAM_ACCESS_TOKEN?: string | undefined;
};

/** Throws `misconfigured` where demo mode could touch the real platform. */
export function checkDemo(env: DemoEnvironment): void {
	if (env.SIGNALBOX_DEMO !== "on") return;
	const faults = [
		isLoopbackUrl(env.INSTAGRAM_GRAPH_URL)
			? null
			: `INSTAGRAM_GRAPH_URL ${env.INSTAGRAM_GRAPH_URL} is not on this machine`,
		env.INSTAGRAM_ACCESS_TOKEN ? "INSTAGRAM_ACCESS_TOKEN is set" : null,
	].filter((fault) => fault !== null);
	if (faults.length === 0) return;
	throw new AppError(
		"misconfigured",
		`demo mode refuses to start: ${faults.join("; ")} (set SIGNALBOX_DEMO=off to use the real platform)`,
	);
}

/** One-click sign-in: demo mode, and a server that only this machine reaches. */
export const offersOneClick = (env: DemoEnvironment): boolean =>
	env.SIGNALBOX_DEMO === "on" && isLoopbackHost(env.HOST);
