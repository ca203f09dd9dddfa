import type { Tx } from "@/lib/db/client";
import { clockOffsetMs } from "@/lib/db/clock";
import type {
	EnvironmentSignals,
	GovernanceFacts,
	WorkerEnvironment,
} from "@/lib/governance/model";
import { agreeOn } from "@/lib/governance/signals";
import {
	dutiesEnforced,
	haltFacts,
	holdBrake,
	holdFacts,
	lockWindows,
	windowFacts,
	workerEnvironments,
} from "@/lib/governance/store";

export type FactsOptions = {
	/** `share` for the second gate: no stop commits between this read and the caller's commit. */
	lock: "none" | "share";
	/** The post that is asked about: its own earlier intents do not use up a window's cap. */
	postId?: string;
	/** The worker that asks: its own word counts even when no heartbeat is fresh, so a veto never goes silent. */
	worker?: WorkerEnvironment;
	/** Answers for a worker started with this environment, instead of the running ones. */
	environment?: EnvironmentSignals;
};

/**
 * Everything governance knows about an account now. Read the clock AFTER this returns:
 * with `share` it may have waited for a stop.
 */
export async function readGovernanceFacts(
	tx: Tx,
	accountId: string,
	options: FactsOptions,
): Promise<GovernanceFacts> {
	if (options.lock === "share") {
		await holdBrake(tx);
		await lockWindows(tx, accountId);
	}
	const beating = await workerEnvironments(tx);
	const workers = options.worker ? [...beating, options.worker] : beating;
	const agreed = options.environment
		? { environment: options.environment, disagreeing: [] }
		: agreeOn(workers);
	const offsetMs = await clockOffsetMs(tx);
	return {
		...agreed,
		workersSeen: workers.length,
		windows: await windowFacts(tx, accountId, options.postId ?? null),
		halts: await haltFacts(tx, accountId),
		holds: await holdFacts(tx, accountId),
		duties: (await dutiesEnforced(tx)) ? "enforced" : "off",
		clockForbidsLive: workers.some(
			(worker) => !worker.graphOnLoopback && (worker.testClock || offsetMs > 0),
		),
	};
}
