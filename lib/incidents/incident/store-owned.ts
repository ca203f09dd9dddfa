import type { Db, Tx } from "@/lib/db/client";
import { OPEN_INCIDENT_STATES } from "@/lib/incidents/model";
import { type Incident, loadIncident } from "./store";

/** The unresolved incidents that this person owns, by number. */
export async function listOwnedBy(
	db: Db | Tx,
	personId: string,
): Promise<Incident[]> {
	const rows = await db.incident.findMany({
		where: { ownerId: personId, state: { in: [...OPEN_INCIDENT_STATES] } },
		select: { id: true },
		orderBy: { number: "asc" },
	});
	return Promise.all(rows.map(({ id }) => loadIncident(db, id)));
}
