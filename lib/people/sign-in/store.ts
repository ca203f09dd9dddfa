import type { Db, Tx } from "@/lib/db/client";

export type NewSession = {
	id: string;
	personId: string;
	version: number;
	createdAt: Date;
	authenticatedAt: Date;
};

export async function insertSession(
	tx: Tx,
	session: NewSession,
): Promise<void> {
	await tx.session.create({ data: session, select: { id: true } });
}

/** A session with its person and standing roles, as they are now (T5). */
export const findSessionRow = (db: Db | Tx, id: string) =>
	db.session.findUnique({
		where: { id },
		include: {
			person: { include: { roles: { where: { revokedAt: null } } } },
		},
	});

/** False when the session has ended already. */
export async function endSession(
	tx: Tx,
	id: string,
	endedAt: Date,
): Promise<boolean> {
	const { count } = await tx.session.updateMany({
		where: { id, endedAt: null },
		data: { endedAt },
	});
	return count === 1;
}

export async function endSessionsOf(
	tx: Tx,
	personId: string,
	endedAt: Date,
): Promise<number> {
	const { count } = await tx.session.updateMany({
		where: { personId, endedAt: null },
		data: { endedAt },
	});
	return count;
}

export async function touchSession(
	tx: Tx,
	id: string,
	authenticatedAt: Date,
): Promise<void> {
	await tx.session.updateMany({
		where: { id, endedAt: null },
		data: { authenticatedAt },
	});
}

/** Sets the password and ends every session but the given one, which goes on under the new version. */
export async function replacePassword(
	tx: Tx,
	at: { personId: string; keepSessionId: string; now: Date },
	passwordHash: string,
): Promise<void> {
	const { sessionVersion } = await tx.person.update({
		where: { id: at.personId },
		data: {
			passwordHash,
			mustChangePassword: false,
			sessionVersion: { increment: 1 },
		},
		select: { sessionVersion: true },
	});
	await tx.session.updateMany({
		where: {
			personId: at.personId,
			endedAt: null,
			id: { not: at.keepSessionId },
		},
		data: { endedAt: at.now },
	});
	await tx.session.update({
		where: { id: at.keepSessionId },
		data: { version: sessionVersion, authenticatedAt: at.now },
		select: { id: true },
	});
}
