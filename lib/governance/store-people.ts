import type { Db, Tx } from "@/lib/db/client";

/** A person as somebody who may grant. */
export type GrantorRecord = {
	id: string;
	/** When the person was added or let in again. */
	since: Date;
	disabled: boolean;
	/** Standing roles. */
	roles: { role: string; accountId: string | null; grantedAt: Date }[];
};

export async function findGrantor(
	db: Db | Tx,
	personId: string,
): Promise<GrantorRecord | null> {
	const person = await db.person.findUnique({
		where: { id: personId },
		select: {
			id: true,
			activeSince: true,
			disabledAt: true,
			roles: {
				where: { revokedAt: null },
				select: { role: true, accountId: true, grantedAt: true },
			},
		},
	});
	return (
		person && {
			id: person.id,
			since: person.activeSince,
			disabled: person.disabledAt !== null,
			roles: person.roles,
		}
	);
}

/** Names of people by id, and who of them has left. */
export async function peopleById(
	db: Db | Tx,
	ids: readonly string[],
): Promise<Map<string, { name: string; disabled: boolean }>> {
	const rows = await db.person.findMany({
		where: { id: { in: [...new Set(ids)] } },
		select: { id: true, name: true, disabledAt: true },
	});
	return new Map(
		rows.map(({ id, name, disabledAt }) => [
			id,
			{ name, disabled: disabledAt !== null },
		]),
	);
}
