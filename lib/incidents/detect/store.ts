import type { Db, Tx } from "@/lib/db/client";
import type { WorkerHeartbeat } from "./detectors";

/** Heartbeat rows of workers that were alive since then. */
export async function listHeartbeats(
	db: Db | Tx,
	since: Date,
): Promise<WorkerHeartbeat[]> {
	return db.workerHeartbeat.findMany({
		where: { beatAt: { gte: since } },
		select: {
			...{ id: true, host: true, pid: true },
			...{ startedAt: true, beatAt: true, stoppedAt: true },
		},
		orderBy: { beatAt: "asc" },
	});
}
