import { createInstagramClient } from "@/lib/connectors/instagram/client";
import { MINUTE } from "@/lib/core/time";
import { readEnv } from "@/lib/env";
import { workerEnvironment } from "@/lib/governance/signals/decide";
import type { PublishDeps } from "@/lib/publishing/publish/deps";

const VERSION = "v26.0";
/** Long enough for any machine: a test of a timeout brings its own. */
const TIMEOUT_MS = MINUTE;

export type DepsChange = Partial<PublishDeps> & {
	readTimeoutMs?: number;
	createTimeoutMs?: number;
};

let serial = 0;

/** A worker's world outside, all of it on this machine. */
export function depsOf(
	hosts: { graphUrl: string; mediaBaseUrl: string },
	{
		readTimeoutMs = TIMEOUT_MS,
		createTimeoutMs = readTimeoutMs,
		...change
	}: DepsChange,
): PublishDeps {
	const fetching = change.fetch ?? globalThis.fetch;
	return {
		...hosts,
		environment: workerEnvironment(
			readEnv({ INSTAGRAM_GRAPH_URL: hosts.graphUrl }),
		),
		owner: `worker-${++serial}`,
		signal: new AbortController().signal,
		callTimeoutMs: TIMEOUT_MS,
		fetch: fetching,
		client: ({ igUserId, token }) => {
			const clientOf = (timeoutMs: number) =>
				createInstagramClient({
					baseUrl: hosts.graphUrl,
					version: VERSION,
					token,
					igId: igUserId,
					timeoutMs,
					fetch: fetching,
				});
			const { createContainer } = clientOf(createTimeoutMs);
			return Object.assign(clientOf(readTimeoutMs), { createContainer });
		},
		sleep: async () => {},
		// A machine that is never late; a test of lateness brings its own clock.
		monotonicMs: () => 0,
		...change,
	};
}
