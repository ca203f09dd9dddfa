import type { Role } from "@/lib/auth/permissions";
import { AppError, demandOne } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import {
	type Db,
	databaseErrorCode,
	onUniqueViolation,
	type Tx,
} from "@/lib/db/client";
import type { RoleInput } from "./model";

const STANDING = { where: { revokedAt: null } } as const;
const WITH_ROLES = { roles: STANDING } as const;

export type PersonRow = NonNullable<Awaited<ReturnType<typeof findPerson>>>;

export const findPerson = (
	db: Db | Tx,
	by: { id: string } | { email: string },
) => db.person.findUnique({ where: by, include: WITH_ROLES });

/** Throws `not_found`. */
export async function loadPerson(db: Db | Tx, id: string): Promise<PersonRow> {
	const person = await findPerson(db, { id });
	if (person) return person;
	throw new AppError("not_found", "no such person");
}

export const listPersonRows = (db: Db | Tx) =>
	db.person.findMany({ include: WITH_ROLES, orderBy: { name: "asc" } });

export const listDemoRows = (db: Db | Tx) =>
	db.person.findMany({
		where: { demo: true, disabledAt: null },
		include: WITH_ROLES,
		orderBy: { id: "asc" },
	});

const NO_REFERENCE = new Set(["P2003", "23503"]);

/** Says `conflict` in the caller's words where the database says that something exists. */
async function unique<T>(work: Promise<T>, message: string): Promise<T> {
	try {
		return await onUniqueViolation(() => work, message);
	} catch (error) {
		const code = databaseErrorCode(error);
		if (code !== null && NO_REFERENCE.has(code))
			throw new AppError("not_found", "no such account");
		throw error;
	}
}

export type NewPerson = {
	id: string;
	email: string;
	name: string;
	passwordHash: string;
	mustChangePassword: boolean;
	demo: boolean;
	createdAt: Date;
};

/** Throws `conflict` when the address is taken. */
export async function insertPerson(tx: Tx, person: NewPerson): Promise<void> {
	await unique(
		tx.person.create({ data: person, select: { id: true } }),
		`${person.email} exists already`,
	);
}

export type NewGrant = RoleInput & {
	personId: string;
	grantedBy: string;
	grantedAt: Date;
};

/** Throws `conflict` when the person has the role there already. */
export async function insertRoleGrant(
	tx: Tx,
	grant: NewGrant,
): Promise<string> {
	const id = newId();
	await unique(
		tx.roleGrant.create({ data: { id, ...grant }, select: { id: true } }),
		`the person is ${grant.role} there already`,
	);
	return id;
}

export type Revocation = { revokedAt: Date; revokedBy: string };

/** Throws `conflict` when there is no such standing grant. */
export async function endRoleGrant(
	tx: Tx,
	grant: RoleInput & { personId: string },
	end: Revocation,
): Promise<void> {
	demandOne(
		await tx.roleGrant.updateMany({
			where: { ...grant, revokedAt: null },
			data: end,
		}),
		`the person is not ${grant.role} there`,
	);
}

/** Locks what makes somebody an active administrator of everything; gives their ids. */
export async function lockAdmins(tx: Tx): Promise<string[]> {
	const rows = await tx.$queryRaw<{ id: string }[]>`
		SELECT p.id::text AS id FROM role_grant r JOIN person p ON p.id = r.person_id
		WHERE r.role = 'admin' AND r.account_id IS NULL
			AND r.revoked_at IS NULL AND p.disabled_at IS NULL
		ORDER BY r.id FOR UPDATE`;
	return rows.map(({ id }) => id);
}

/**
 * Takes back what the person granted in windows that have not ended, and raises those windows'
 * revisions, so that older claims on them fail. The caller holds the brake.
 */
export async function endWindowGrantsOf(
	tx: Tx,
	personId: string,
	end: Revocation,
): Promise<{ windowId: string; accountId: string | null; signal: string }[]> {
	return tx.$queryRaw`
		WITH ended AS (
			UPDATE window_grant g SET revoked_at = ${end.revokedAt}, revoked_by = ${end.revokedBy}
			FROM approval_window w
			WHERE w.id = g.window_id AND w.state = 'requested' AND w.closes_at > app_now()
				AND g.granted_by = ${personId}::uuid AND g.revoked_at IS NULL
			RETURNING g.window_id, g.signal,
				CASE WHEN cardinality(w.account_ids) = 1 THEN w.account_ids[1] END AS account_id),
		raised AS (
			UPDATE approval_window SET revision = revision + 1
			WHERE id IN (SELECT window_id FROM ended))
		SELECT window_id::text AS "windowId", account_id::text AS "accountId", signal::text AS signal
		FROM ended ORDER BY window_id, signal`;
}

/** Compare-and-set on whether the person is disabled; a new session version ends every session. */
export async function setDisabled(
	tx: Tx,
	personId: string,
	disabledAt: Date | null,
): Promise<void> {
	const { count } = await tx.person.updateMany({
		where: {
			id: personId,
			disabledAt: disabledAt ? null : { not: null },
		},
		data: { disabledAt, sessionVersion: { increment: 1 } },
	});
	if (count === 1) return;
	const state = disabledAt ? "disabled" : "enabled";
	throw new AppError("conflict", `the person is ${state} already`);
}

/** Everybody who is active in a role that approves. */
export const listApproverNames = async (tx: Db | Tx): Promise<string[]> => {
	const approvers: Role[] = ["operator", "owner", "compliance"];
	const rows = await tx.person.findMany({
		where: {
			disabledAt: null,
			roles: { some: { revokedAt: null, role: { in: approvers } } },
		},
		select: { name: true },
		orderBy: { name: "asc" },
	});
	return rows.map(({ name }) => name);
};
