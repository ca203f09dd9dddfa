import type { Db, Tx } from "@/lib/db/client";
import { clockOffsetMs } from "@/lib/db/clock";
import { readSeparationOfDuties } from "@/lib/db/separation-of-duties";
import { shareStops } from "@/lib/db/stop-lock";
import type {
	EnvironmentSignals,
	WorkerEnvironment,
} from "@/lib/governance/model";
import { agreeOn } from "@/lib/governance/signals/decide";
import { workerEnvironments } from "@/lib/governance/signals/store";
import { listStandingHalts } from "@/lib/governance/stops/store";
import type { AttributedGovernance } from "./model-attributed";
import {
	haltFacts,
	holdFacts,
	lockHalts,
	lockWindows,
	windowFacts,
} from "./store";

export type FactsOptions = {
	/**
	 * `halts` for the claim: no halt is lifted before the caller commits what it holds for it. `share` for the
	 * second gate: no stop commits either.
	 */
	lock: "none" | "halts" | "share";
	/** The post that is asked about: its own earlier intents do not use up a window's cap. */
	postId?: string;
	/** The worker that asks: its own word counts even when no heartbeat is fresh, so a veto never goes silent. */
	worker?: WorkerEnvironment & { id: string };
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
): Promise<AttributedGovernance> {
	if (options.lock === "share") {
		await shareStops(tx);
		await lockWindows(tx, accountId);
	}
	if (options.lock !== "none") await lockHalts(tx, accountId);
	const beating = await workerEnvironments(tx);
	const workers = options.worker ? [...beating, options.worker] : beating;
	const agreed = options.environment
		? { environment: options.environment, disagreeing: [] }
		: agreeOn(workers);
	const offsetMs = await clockOffsetMs(tx);
	return {
		...agreed,
		workersSeen: workers.length,
		workers: beating,
		askedBy: options.worker ?? null,
		windows: await windowFacts(tx, accountId, options.postId ?? null),
		halts: await haltFacts(tx, accountId),
		holds: await holdFacts(tx, accountId),
		duties: await readSeparationOfDuties(tx),
		clockForbidsLive: workers.some(
			(worker) => !worker.graphOnLoopback && (worker.testClock || offsetMs > 0),
		),
	};
}

/** The halts that stand, and where: null is everywhere. */
export const readStandingHalts = async (
	db: Db | Tx,
): Promise<{ id: string; accountId: string | null }[]> => listStandingHalts(db);
