import { HOUR } from "@/lib/core/time";
import {
	isLowEvidence,
	type Outcomes,
	severityOfFailures,
	wilsonLowerBound,
} from "@/lib/incidents/incident/severity";
import type { Evidence, IncidentSeverity } from "@/lib/incidents/model";
import { isIdle, SILENCE_MS, type WorkerUptime } from "./idle";

export const SPIKE_WINDOW_MS = HOUR;

/** What a detector saw; `cause` makes it the same incident however often it is seen. */
export type Finding = {
	detector: "publishing_failures" | "worker_dead" | "glass_unreviewed";
	cause: string;
	/** Null when it concerns more than one account. */
	accountId: string | null;
	title: string;
	severity: IncidentSeverity;
	evidence: Evidence;
	/** From the data: the first failure of the burst, the last sign of life. */
	impactStartedAt: Date | null;
	/** The newest instant of it: no recurrence of what ended after that. */
	latestAt: Date;
};

/**
 * Publishing failures above 5 % (strictly) of the live attempts of the last hour, per account. The
 * literal trigger always fires, only the severity depends on the evidence (§4.2). When everything
 * fails on several accounts that is one finding for all of them. No attempts is no data.
 */
export function detectFailureSpikes(outcomes: Outcomes, now: Date): Finding[] {
	const from = now.getTime() - SPIKE_WINDOW_MS;
	const recent = outcomes
		.filter(({ at }) => at.getTime() > from && at <= now)
		.sort((a, b) => a.at.getTime() - b.at.getTime());
	if (severityOfFailures(recent) === 1) return [spikeOf(recent, null, now)];
	return [...new Set(recent.map(({ accountId }) => accountId))]
		.map((accountId) => ({
			accountId,
			own: recent.filter((outcome) => outcome.accountId === accountId),
		}))
		.filter(({ own }) => isSpike(own))
		.map(({ accountId, own }) => spikeOf(own, accountId, now));
}

const failuresIn = (outcomes: Outcomes) =>
	outcomes.filter(({ failed }) => failed);

// In whole numbers, so that exactly 5 % never fires by rounding.
const isSpike = (outcomes: Outcomes): boolean =>
	failuresIn(outcomes).length * 20 > outcomes.length;

function spikeOf(
	outcomes: Outcomes,
	accountId: string | null,
	now: Date,
): Finding {
	const attempts = outcomes.length;
	const failures = failuresIn(outcomes);
	const bound = wilsonLowerBound(failures.length, attempts) ?? 0;
	const low = isLowEvidence(attempts, failures.length);
	return {
		detector: "publishing_failures",
		cause: "publishing-failures",
		accountId,
		title: low
			? "Publishing failure (few attempts: confirm)"
			: "Publishing failure spike",
		severity: severityOfFailures(outcomes),
		evidence: {
			windowMinutes: SPIKE_WINDOW_MS / 60_000,
			attempts,
			failures: failures.length,
			failurePercent: percent(failures.length / attempts),
			atLeastPercent: percent(bound),
			lowEvidence: low,
		},
		impactStartedAt: failures[0]?.at ?? null,
		latestAt: failures.at(-1)?.at ?? now,
	};
}

const percent = (rate: number): number => Math.round(rate * 1000) / 10;

/** A worker's heartbeat row. */
export type WorkerHeartbeat = WorkerUptime & {
	id: string;
	host: string;
	pid: number;
};

/**
 * Workers that should be alive and have not beaten for 30 s, or work that is due with no worker at
 * all. SEV2 when nobody works, a crash loop included; SEV3 while others go on.
 */
export function detectSilentWorkers(
	facts: { beats: readonly WorkerHeartbeat[]; dueSince: Date | null },
	now: Date,
): Finding | null {
	const running = facts.beats.filter(({ stoppedAt }) => stoppedAt === null);
	const isSilent = ({ beatAt }: WorkerHeartbeat) =>
		now.getTime() - beatAt.getTime() > SILENCE_MS;
	const silent = running.filter(isSilent);
	const alive = isIdle(facts.beats, now) ? 0 : running.length - silent.length;
	const { dueSince } = facts;
	const waiting =
		dueSince !== null && now.getTime() - dueSince.getTime() > SILENCE_MS;
	if (silent.length === 0 && (alive > 0 || !waiting)) return null;
	const lastBeats = silent.map(({ beatAt }) => beatAt.getTime());
	return {
		detector: "worker_dead",
		cause: "worker-dead",
		accountId: null,
		title: alive > 0 ? "A worker is silent" : "No worker is alive",
		severity: alive > 0 ? 3 : 2,
		evidence: {
			silent: silent.map(({ host, pid }) => `${host}:${pid}`).sort(),
			alive,
			workWaits: waiting,
		},
		impactStartedAt:
			lastBeats.length > 0 ? new Date(Math.min(...lastBeats)) : dueSince,
		latestAt:
			lastBeats.length > 0
				? new Date(Math.max(...lastBeats) + SILENCE_MS)
				: now,
	};
}
