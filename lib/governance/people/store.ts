import type { Db, Tx } from "@/lib/db/client";
import type { HeldRole } from "./role-since";

/** A person as somebody whose word may count. */
export type GrantorRecord = {
	id: string;
	/** When the person was added or let in again. */
	since: Date;
	/** None once disabled. */
	roles: HeldRole[];
};

export async function loadGrantor(
	db: Db | Tx,
	personId: string,
): Promise<GrantorRecord> {
	const person = await db.person.findUniqueOrThrow({
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
	return {
		id: person.id,
		since: person.activeSince,
		roles: person.disabledAt ? [] : person.roles,
	};
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
