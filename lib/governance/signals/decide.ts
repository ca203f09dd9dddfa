import { isLoopbackUrl } from "@/lib/core/loopback";
import type { Env } from "@/lib/env";
import {
	type EnvironmentSignals,
	SIGNALS,
	type Signal,
	type WorkerEnvironment,
} from "@/lib/governance/model";

const TRUTHY = new Set(["1", "true", "yes", "on"]);

/** R1: `1`, `true`, `yes`, `on` in any case, outer spaces ignored. Everything else is off. */
export const isTruthy = (value: string | undefined): boolean =>
	value !== undefined && TRUTHY.has(value.trim().toLowerCase());

/** The gate signals and the veto as one environment states them. */
export function readSignals(
	env: Partial<Record<Signal | "PUBLISH_LOCKED", string | undefined>>,
): EnvironmentSignals {
	return {
		ALLOW_AUTONOMOUS_PUBLISH: isTruthy(env.ALLOW_AUTONOMOUS_PUBLISH),
		PUBLISH_APPROVAL_GRANTED: isTruthy(env.PUBLISH_APPROVAL_GRANTED),
		GOVERNANCE_APPROVED: isTruthy(env.GOVERNANCE_APPROVED),
		locked: isTruthy(env.PUBLISH_LOCKED),
	};
}

/** What a worker with this environment says of itself. */
export const workerEnvironment = (env: Env): WorkerEnvironment => ({
	...readSignals(env),
	graphOnLoopback: isLoopbackUrl(env.INSTAGRAM_GRAPH_URL),
	testClock: env.SIGNALBOX_TEST_CLOCK === "on",
});

const NOTHING: EnvironmentSignals = {
	ALLOW_AUTONOMOUS_PUBLISH: false,
	PUBLISH_APPROVAL_GRANTED: false,
	GOVERNANCE_APPROVED: false,
	locked: false,
};

/** What all workers agree on: a signal is on when every one has it, the veto when any has it. No worker, no signal. */
export function agreeOn(workers: readonly EnvironmentSignals[]): {
	environment: EnvironmentSignals;
	disagreeing: Signal[];
} {
	const environment = { ...NOTHING };
	const disagreeing: Signal[] = [];
	for (const signal of SIGNALS) {
		const on = workers.filter((worker) => worker[signal]).length;
		environment[signal] = on > 0 && on === workers.length;
		if (on > 0 && on < workers.length) disagreeing.push(signal);
	}
	environment.locked = workers.some((worker) => worker.locked);
	return { environment, disagreeing };
}

const grantsAll = (worker: EnvironmentSignals): boolean =>
	SIGNALS.every((signal) => worker[signal]);

/** The workers that would find all three signals on in what the environments say: one that fell silent still publishes, and counts itself in. */
export function workersGranted<
	Worker extends EnvironmentSignals & { silent: boolean },
>(workers: readonly Worker[]): readonly Worker[] {
	const beating = workers.filter(({ silent }) => !silent);
	if (beating.length === 0) return workers.filter(grantsAll);
	return beating.every(grantsAll) ? beating : [];
}
