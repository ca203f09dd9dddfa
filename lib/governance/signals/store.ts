import type { Db, Tx } from "@/lib/db/client";
import type { WorkerEnvironment, WorkerWord } from "@/lib/governance/model";

type HeartbeatRow = {
	id: string;
	host: string;
	pid: number;
	environment: WorkerEnvironment;
	silent: boolean;
};

/** What the publishing workers say that gave no good-bye; silent are those not heard of in the last 30 s. */
export async function listWorkerWords(
	tx: Db | Tx,
): Promise<(WorkerWord & { silent: boolean })[]> {
	const rows = await tx.$queryRaw<HeartbeatRow[]>`
		SELECT id, host, pid, environment, beat_at <= app_now() - interval '30 seconds' AS silent
		FROM worker_heartbeat WHERE stopped_at IS NULL ORDER BY started_at, id`;
	return rows.map(({ environment, ...worker }) => ({
		...environment,
		...worker,
	}));
}

/** The environments of the publishing workers that were alive in the last 30 s. */
export async function workerEnvironments(tx: Db | Tx): Promise<WorkerWord[]> {
	const words = await listWorkerWords(tx);
	return words.flatMap(({ silent, ...word }) => (silent ? [] : [word]));
}

export async function readSettingFlags(tx: Db | Tx) {
	return tx.setting.findUniqueOrThrow({
		where: { id: 1 },
		select: { separationOfDuties: true, demo: true, auditProtection: true },
	});
}
