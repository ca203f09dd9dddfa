import type { AccountView, HeadroomView } from "@/lib/accounts/model";
import type { CheckpointHistory } from "@/lib/audit/checkpoints/views";
import { DAY, HOUR, MINUTE, SECOND } from "@/lib/core/time";
import { type EnvironmentSignals, SIGNALS } from "@/lib/governance/model";
import { agreeOn } from "@/lib/governance/signals/decide";
import type { CollectorHealthView } from "@/lib/insights/model";
import { isClockOff } from "@/lib/jobs/clock/skew";
import { checkpointFaults } from "./judge-checkpoints";

export const STALE_BEAT_MS = 15 * SECOND;
const QUEUE_LAG_MS = MINUTE;
const DUE_LATE_MS = MINUTE;
const ENVIRONMENT_LIVE_MS = 4 * HOUR;
const HEADROOM_PERCENT = 80;
/** Days before a token's end at which it is spoken of, the nearest first. */
const TOKEN_DAYS = [1, 3, 7, 14] as const;

export type HealthFacts = {
	/** Workers that did not say good-bye in the last day. */
	workers: readonly {
		startedAt: Date;
		beatAt: Date;
		environment: EnvironmentSignals & { clockSkewMs: number };
	}[];
	queueLagMs: number | null;
	oldestDue: Date | null;
	collectors: readonly (CollectorHealthView & { handle: string })[];
	accounts: readonly (Pick<AccountView, "handle" | "state" | "token"> & {
		headroom: HeadroomView;
	})[];
	auditWeak: boolean;
	checkpoints: CheckpointHistory;
	/** Broken glass that nobody reviewed in its time. */
	lateReviews: readonly { handle: string; brokenAt: Date }[];
};

/** Everything that is not as it should be, one sentence each; none means healthy. */
export function judgeHealth(facts: HealthFacts, now: Date): string[] {
	return [
		...workerFaults(facts, now),
		...queueFaults(facts, now),
		...facts.collectors.flatMap(collectorFault),
		...facts.accounts.flatMap((account) => accountFaults(account, now)),
		...(facts.auditWeak
			? ["audit protection is weak: the application could rewrite the log"]
			: []),
		...checkpointFaults(facts.checkpoints, workingSince(facts, now), now),
		...facts.lateReviews.map(
			({ handle, brokenAt }) =>
				`@${handle}: an emergency window was opened at ${brokenAt.toISOString()} and nobody has reviewed it in 24 h`,
		),
	];
}

const isAlive = ({ beatAt }: HealthFacts["workers"][number], now: Date) =>
	ageMs(beatAt, now) <= STALE_BEAT_MS;

function workingSince({ workers }: HealthFacts, now: Date): Date | null {
	const starts = workers
		.filter((worker) => isAlive(worker, now))
		.map(({ startedAt }) => startedAt.getTime());
	return starts.length > 0 ? new Date(Math.min(...starts)) : null;
}

const seconds = (ms: number): string => `${Math.round(ms / SECOND)} s`;
const ageMs = (at: Date, now: Date): number => now.getTime() - at.getTime();

function workerFaults({ workers }: HealthFacts, now: Date): string[] {
	const alive = workers.filter((worker) => isAlive(worker, now));
	const latest = workers.map(({ beatAt }) => ageMs(beatAt, now));
	if (alive.length === 0)
		return [
			latest.length === 0
				? "no worker runs"
				: `no worker is alive: the last heartbeat was ${seconds(Math.min(...latest))} ago`,
		];
	const { environment, disagreeing } = agreeOn(
		alive.map((worker) => worker.environment),
	);
	const faults =
		disagreeing.length > 0
			? [`workers disagree on ${disagreeing.join(", ")}: that counts as off`]
			: [];
	for (const { environment: said } of alive)
		if (isClockOff(said.clockSkewMs)) faults.push(clockFault(said.clockSkewMs));
	const isLive =
		!environment.locked && SIGNALS.every((signal) => environment[signal]);
	const since = Math.min(...alive.map(({ startedAt }) => startedAt.getTime()));
	if (isLive && now.getTime() - since > ENVIRONMENT_LIVE_MS)
		faults.push(
			"live without end: the environment grants all signals for more than 4 h",
		);
	return faults;
}

const clockFault = (skewMs: number): string =>
	`the clock of a worker is ${seconds(Math.abs(skewMs))} ${skewMs > 0 ? "ahead of" : "behind"} the database's, which decides`;

function queueFaults(facts: HealthFacts, now: Date): string[] {
	const faults: string[] = [];
	const { queueLagMs, oldestDue } = facts;
	if (queueLagMs !== null && queueLagMs > QUEUE_LAG_MS)
		faults.push(`the queue lags by ${seconds(queueLagMs)}`);
	if (oldestDue && ageMs(oldestDue, now) > DUE_LATE_MS)
		faults.push(
			`a post has been due for ${seconds(ageMs(oldestDue, now))} (since ${oldestDue.toISOString()})`,
		);
	return faults;
}

// A collector that has not run yet is young, not sick; one whose turn never comes grows stale.
function collectorFault({
	handle,
	collector,
	state,
	fault,
}: HealthFacts["collectors"][number]): string[] {
	if (state === "ok" || state === "never") return [];
	return [
		`@${handle}: the collector ${collector} is ${state}${fault ? ` (${fault})` : ""}`,
	];
}

function accountFaults(
	{ handle, state, token, headroom }: HealthFacts["accounts"][number],
	now: Date,
): string[] {
	if (state !== "active") return [];
	const faults = [...tokenFault(token, now)];
	const { usage, quota } = headroom;
	if (usage && usage.usedPercent >= HEADROOM_PERCENT)
		faults.push(`${usage.usedPercent} % of the rate limit is used`);
	if (quota && quota.usage * 100 >= quota.total * HEADROOM_PERCENT)
		faults.push(`${quota.usage} of ${quota.total} posts in 24 h are used`);
	return faults.map((fault) => `@${handle}: ${fault}`);
}

function tokenFault(token: AccountView["token"], now: Date): string[] {
	if (token.kind === "none") return [];
	if (token.fault) return [token.fault];
	if (token.expiresAt === null) return [];
	const leftMs = new Date(token.expiresAt).getTime() - now.getTime();
	if (leftMs <= 0) return [`the token ended at ${token.expiresAt}`];
	const days = TOKEN_DAYS.find((limit) => leftMs <= limit * DAY);
	return days === undefined
		? []
		: [`the token ends within ${days === 1 ? "a day" : `${days} days`}`];
}
