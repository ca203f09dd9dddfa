import { z } from "zod";
import type { Db, Tx } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";

export type HeartbeatInput = {
	id: string;
	host: string;
	pid: number;
	startedAt: Date;
	environment: Prisma.InputJsonObject;
};

/**
 * Writes a worker's sign of life; one that was thought dead is alive again. Its time is read
 * once the row is held: a beat that waits for a move of the test clock is of the time after it.
 */
export async function saveHeartbeat(
	db: Db,
	beat: HeartbeatInput,
): Promise<void> {
	const { id, host, pid, startedAt } = beat;
	const environment = JSON.stringify(beat.environment);
	await db.$executeRaw`
		INSERT INTO worker_heartbeat (id, host, pid, started_at, beat_at, environment)
		VALUES (${id}::uuid, ${host}, ${pid}, ${startedAt}, app_now(), ${environment}::jsonb)
		ON CONFLICT (id) DO UPDATE
		SET beat_at = app_now(), environment = excluded.environment, stopped_at = NULL`;
}

export async function saveStop(db: Db, id: string): Promise<void> {
	await db.$executeRaw`
		UPDATE worker_heartbeat SET stopped_at = app_now(), beat_at = app_now()
		WHERE id = ${id}::uuid`;
}

/** Workers that did not say good-bye and have not beaten since `before`, until they are reaped. */
export const listSilent = (db: Db | Tx, before: Date) =>
	db.$queryRaw<{ id: string }[]>`
		SELECT id FROM worker_heartbeat
		WHERE stopped_at IS NULL AND beat_at < ${before} AND NOT environment ? 'reaped'
		ORDER BY id`;

/** Notes that a silent worker's jobs were released; false when somebody was faster, or it beats again. */
export async function markReaped(
	tx: Tx,
	id: string,
	before: Date,
): Promise<boolean> {
	const count = await tx.$executeRaw`
		UPDATE worker_heartbeat SET environment = environment || '{"reaped": true}'::jsonb
		WHERE id = ${id}::uuid AND stopped_at IS NULL AND beat_at < ${before}
			AND NOT environment ? 'reaped'`;
	return count === 1;
}

/** Rows of workers that stopped, or fell silent, long ago say nothing any more. */
export async function forgetOldHeartbeats(db: Db, before: Date): Promise<void> {
	await db.workerHeartbeat.deleteMany({ where: { beatAt: { lt: before } } });
}

export const listWorkerHeartbeats = (db: Db | Tx, since: Date) =>
	db.workerHeartbeat.findMany({
		where: { OR: [{ stoppedAt: null }, { beatAt: { gte: since } }] },
		orderBy: [{ startedAt: "asc" }, { id: "asc" }],
	});

/** Keeps living workers alive when the test clock jumps: they beat by the same clock. */
export async function shiftHeartbeats(tx: Tx, ms: number): Promise<void> {
	await tx.$executeRaw`
		UPDATE worker_heartbeat SET beat_at = beat_at + make_interval(secs => ${ms / 1000}::double precision)
		WHERE stopped_at IS NULL AND beat_at > app_now() - interval '30 seconds'`;
}

const Environment = z.object({
	ALLOW_AUTONOMOUS_PUBLISH: z.boolean().catch(false),
	PUBLISH_APPROVAL_GRANTED: z.boolean().catch(false),
	GOVERNANCE_APPROVED: z.boolean().catch(false),
	locked: z.boolean().catch(false),
	queueWorkers: z.array(z.string()).catch([]),
	clockSkewMs: z.number().catch(0),
});

/** What a heartbeat row says of its worker; missing means off. */
export const toEnvironment = (stored: unknown): z.output<typeof Environment> =>
	Environment.parse(stored ?? {});
