import type { Db } from "@/lib/db/client";

/** How the installation stands at one moment, as far as streams tell of it. */
export type Pulse = {
	/** The newest audit event. */
	seq: bigint;
	/** The acts after the given event, each kind once. */
	actions: string[];
	/** Ids of the workers that live. */
	living: string;
};

/** So many events back are told by kind. */
export const LOOKS_BACK = 1_000;

/** One cheap query, asked once a second by each web process that somebody watches. */
export async function readPulse(
	db: Db,
	afterSeq: bigint | null,
): Promise<Pulse> {
	const rows = await db.$queryRaw<Pulse[]>`
		SELECT h.seq,
			COALESCE((SELECT array_agg(DISTINCT e.action) FROM audit_event e
				WHERE e.seq > ${afterSeq}::bigint AND e.seq > h.seq - ${LOOKS_BACK} AND e.seq <= h.seq), '{}') AS actions,
			COALESCE((SELECT string_agg(w.id::text, ' ' ORDER BY w.id) FROM worker_heartbeat w
				WHERE w.stopped_at IS NULL AND w.beat_at > app_now() - interval '30 seconds'), '') AS living
		FROM audit_head h`;
	const pulse = rows[0];
	if (!pulse) throw new Error("the audit chain has no head row");
	return pulse;
}
