import type { Db, Tx } from "@/lib/db/client";

export type NewToken = {
	id: string;
	personId: string;
	issuedBy: string;
	name: string;
	secretHash: string;
	scopes: string[];
	createdAt: Date;
	expiresAt: Date;
};

export async function insertToken(tx: Tx, token: NewToken): Promise<void> {
	await tx.accessToken.create({ data: token, select: { id: true } });
}

export const findTokenBySecret = (db: Db | Tx, secretHash: string) =>
	db.accessToken.findUnique({
		where: { secretHash },
		include: {
			person: { include: { roles: { where: { revokedAt: null } } } },
		},
	});

export const findToken = (db: Db | Tx, id: string) =>
	db.accessToken.findUnique({ where: { id } });

export const listTokenRows = (db: Db | Tx, personId: string | "all") =>
	db.accessToken.findMany({
		where: personId === "all" ? {} : { personId },
		include: { person: { select: { name: true } } },
		orderBy: { createdAt: "desc" },
	});

/** False when it was revoked already. */
export async function endToken(
	tx: Tx,
	id: string,
	revokedAt: Date,
): Promise<boolean> {
	const { count } = await tx.accessToken.updateMany({
		where: { id, revokedAt: null },
		data: { revokedAt },
	});
	return count === 1;
}

export async function endTokensOf(
	tx: Tx,
	personId: string,
	revokedAt: Date,
): Promise<number> {
	const { count } = await tx.accessToken.updateMany({
		where: { personId, revokedAt: null },
		data: { revokedAt },
	});
	return count;
}

/** Ends what these people, or tokens of theirs, issued to anybody; answers the ids. */
export async function endTokensFrom(
	tx: Tx,
	people: readonly string[],
	revokedAt: Date,
): Promise<string[]> {
	const rows = await tx.$queryRaw<{ id: string }[]>`
		WITH RECURSIVE theirs AS (
			SELECT id FROM access_token
			WHERE person_id = ANY (${people}::uuid[]) OR issued_by = ANY (${people}::text[])
			UNION
			SELECT token.id FROM access_token token JOIN theirs ON token.issued_by = theirs.id::text)
		UPDATE access_token SET revoked_at = ${revokedAt}
		WHERE revoked_at IS NULL AND id IN (SELECT id FROM theirs) RETURNING id`;
	return rows.map(({ id }) => id);
}

export async function isDemoDatabase(db: Db | Tx): Promise<boolean> {
	const setting = await db.setting.findUniqueOrThrow({
		where: { id: 1 },
		select: { demo: true },
	});
	return setting.demo;
}
