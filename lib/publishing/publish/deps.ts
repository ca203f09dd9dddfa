import { setTimeout as delay } from "node:timers/promises";
import {
	createInstagramClient,
	type InstagramClient,
} from "@/lib/connectors/instagram/client";
import type { Env } from "@/lib/env";
import type { WorkerEnvironment } from "@/lib/governance/model";
import { workerEnvironment } from "@/lib/governance/signals/decide";

/** What the publishing processes use of the world outside; tests give their own. */
export type PublishDeps = {
	/** Names this worker in its leases. */
	owner: string;
	/** Ends calls that are still open at shutdown; their outcome is then unknown. */
	signal: AbortSignal;
	/** What this worker's environment says; it counts at both gates (R1). */
	environment: WorkerEnvironment;
	graphUrl: string;
	mediaBaseUrl: string;
	/** Longest time for `media_publish`: failures were seen after 2 min 9 s (§1.6.3). */
	callTimeoutMs: number;
	client: (account: { igUserId: string; token: string }) => InstagramClient;
	fetch: typeof fetch;
	sleep: (ms: number) => Promise<void>;
	monotonicMs: () => number;
};

const READ_TIMEOUT_MS = 15_000;
const CALL_TIMEOUT_MS = 120_000;

const mediaBaseUrl = (
	env: Pick<Env, "PUBLIC_MEDIA_BASE_URL" | "PORT">,
): string =>
	(env.PUBLIC_MEDIA_BASE_URL ?? `http://127.0.0.1:${env.PORT}`).replace(
		/\/+$/,
		"",
	);

/** The dependencies of a worker with this environment. */
export function publishDeps(
	env: Env,
	worker: { owner: string; signal: AbortSignal },
): PublishDeps {
	return {
		...worker,
		environment: workerEnvironment(env),
		graphUrl: env.INSTAGRAM_GRAPH_URL,
		mediaBaseUrl: mediaBaseUrl(env),
		callTimeoutMs: CALL_TIMEOUT_MS,
		client: ({ igUserId, token }) =>
			createInstagramClient({
				baseUrl: env.INSTAGRAM_GRAPH_URL,
				version: env.INSTAGRAM_GRAPH_VERSION,
				token,
				igId: igUserId,
				timeoutMs: READ_TIMEOUT_MS,
			}),
		fetch: globalThis.fetch,
		// A shutdown cuts a wait short; the step after it sees the signal.
		sleep: (ms) =>
			delay(ms, undefined, { signal: worker.signal }).catch(() => undefined),
		monotonicMs: () => performance.now(),
	};
}
