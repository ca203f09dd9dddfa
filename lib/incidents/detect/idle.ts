import { MINUTE, SECOND } from "@/lib/core/time";

export const SILENCE_MS = 30 * SECOND;

/** From a worker's start to its last sign of life; one that said good-bye has the time of it. */
export type WorkerUptime = {
	startedAt: Date;
	beatAt: Date;
	stoppedAt: Date | null;
};

/** A worker that beat no longer than this crashed as it began: it did no work. */
const SETTLED_MS = 10 * SECOND;
/** A worker that is started anew, by its supervisor or with an installation, is given this time before anybody is called. */
const ALARM_AFTER_MS = MINUTE;

/**
 * The last sign that work gets done: the last beat of a worker that stayed, or the first start after
 * it. Further starts are those of a crash loop, and are no sign. Null when no worker was ever seen.
 */
export function lastSignOfWork(lives: readonly WorkerUptime[]): Date | null {
	const hasSettled = ({ startedAt, beatAt }: WorkerUptime) =>
		msBetween(startedAt, beatAt) >= SETTLED_MS;
	const beats = lives.filter(hasSettled).map(({ beatAt }) => beatAt.getTime());
	const workedAt = Math.max(0, ...beats);
	const starts = lives
		.filter((life) => hasSettled(life) || life.stoppedAt === null)
		.map(({ startedAt }) => startedAt.getTime())
		.filter((at) => at > workedAt);
	if (starts.length > 0) return new Date(Math.min(...starts));
	return workedAt > 0 ? new Date(workedAt) : null;
}

/** Is nothing published, collected or run now? */
export function isIdle(lives: readonly WorkerUptime[], now: Date): boolean {
	const sign = lastSignOfWork(lives);
	return sign === null || msBetween(sign, now) > SILENCE_MS;
}

export type WatchedWorkers = { since: Date; lookedAt: Date };

/** Since when somebody who looks every so often has done so without a break; after one it begins anew. */
export const watchedFrom = (
	before: WatchedWorkers | null,
	everyMs: number,
	now: Date,
): WatchedWorkers => ({
	since:
		before && msBetween(before.lookedAt, now) <= 2 * everyMs
			? before.since
			: now,
	lookedAt: now,
});

/** Must somebody other than a worker call the team? Not before whoever looks has looked for a minute. */
export function isAlarming(
	lives: readonly WorkerUptime[],
	watchedSince: Date,
	now: Date,
): boolean {
	const sign = lastSignOfWork(lives) ?? watchedSince;
	return [sign, watchedSince].every(
		(at) => msBetween(at, now) >= ALARM_AFTER_MS,
	);
}

const msBetween = (from: Date, to: Date): number =>
	to.getTime() - from.getTime();
