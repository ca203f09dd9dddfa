import { AppError, demandOne } from "@/lib/core/errors";
import { type Db, onUniqueViolation, type Tx } from "@/lib/db/client";
import { POLICY_ROLES, type PolicyPerson } from "./auto-clean";

type RequestRow = Awaited<
	ReturnType<Db["autoCleanRequest"]["findUniqueOrThrow"]>
>;

/** Locked until the transaction ends; throws `not_found`. */
export async function lockRequest(tx: Tx, id: string): Promise<RequestRow> {
	await tx.$queryRaw`SELECT id FROM auto_clean_request WHERE id = ${id}::uuid FOR UPDATE`;
	const row = await tx.autoCleanRequest.findUnique({ where: { id } });
	if (row) return row;
	throw new AppError("not_found", "there is no such request");
}

/** The account of a request; throws `not_found`. */
export async function accountOfRequest(tx: Tx, id: string): Promise<string> {
	const row = await tx.autoCleanRequest.findUnique({
		where: { id },
		select: { accountId: true },
	});
	if (row) return row.accountId;
	throw new AppError("not_found", "there is no such request");
}

/** The undecided request of an account, lapsed or not. */
export async function lockOpenRequest(
	tx: Tx,
	accountId: string,
): Promise<RequestRow | null> {
	await tx.$queryRaw`
		SELECT id FROM auto_clean_request
		WHERE account_id = ${accountId}::uuid AND verdict IS NULL FOR UPDATE`;
	return tx.autoCleanRequest.findFirst({ where: { accountId, verdict: null } });
}

/** Throws `conflict` when somebody else asked at the same moment. */
export async function insertRequest(
	tx: Tx,
	request: Pick<
		RequestRow,
		"id" | "accountId" | "reason" | "requestedBy" | "requestedAt"
	>,
): Promise<void> {
	await onUniqueViolation(
		() => tx.autoCleanRequest.create({ data: request }),
		"somebody asked for it at this moment",
	);
}

type Decision = {
	verdict: "confirmed" | "declined" | "withdrawn";
	decidedBy: string;
	decidedAt: Date;
};

/** A request is decided once: throws `conflict` otherwise. */
export async function decideRequest(
	tx: Tx,
	id: string,
	decision: Decision,
): Promise<void> {
	demandOne(
		await tx.autoCleanRequest.updateMany({
			where: { id, verdict: null },
			data: decision,
		}),
		"the request has been decided already",
	);
}

/** A person with the roles on this account that count for its policy; throws where there is none. */
export async function loadPolicyPerson(
	db: Db | Tx,
	personId: string,
	accountId: string,
): Promise<PolicyPerson & { name: string }> {
	const person = await db.person.findUniqueOrThrow({
		where: { id: personId },
		select: {
			id: true,
			name: true,
			activeSince: true,
			disabledAt: true,
			roles: {
				where: {
					revokedAt: null,
					role: { in: [...POLICY_ROLES] },
					OR: [{ accountId: null }, { accountId }],
				},
				select: { role: true, grantedAt: true },
			},
		},
	});
	return {
		id: person.id,
		name: person.name,
		since: person.activeSince,
		disabled: person.disabledAt !== null,
		roles: POLICY_ROLES.flatMap((role) =>
			person.roles
				.filter((held) => held.role === role)
				.map(({ grantedAt }) => ({ role, since: grantedAt })),
		),
	};
}

/** Undecided requests of these accounts. */
export const listOpenRequests = (
	db: Db | Tx,
	accountIds: readonly string[],
): Promise<RequestRow[]> =>
	db.autoCleanRequest.findMany({
		where: { accountId: { in: [...accountIds] }, verdict: null },
	});

type SwitchRow = {
	accountId: string;
	since: Date;
	reason: string;
	requestedBy: string;
	confirmedBy: string;
	/** False once one of the two lost the role or was disabled; it does not come back (R4). */
	counts: boolean;
};

/** Which of these accounts have auto-clean on, since when, and whether those who switched it on still count. */
export const listSwitches = (
	db: Db | Tx,
	accountIds: readonly string[],
): Promise<SwitchRow[]> =>
	db.$queryRaw<SwitchRow[]>`
		SELECT a.id AS "accountId", q.decided_at AS since, q.reason,
			asker.name AS "requestedBy", confirmer.name AS "confirmedBy",
			(NOT s.separation_of_duties OR q.requested_by <> q.decided_by)
			AND (holds_role(q.requested_by, 'owner', a.id, q.requested_at)
					AND holds_role(q.decided_by, 'compliance', a.id, q.requested_at)
				OR holds_role(q.requested_by, 'compliance', a.id, q.requested_at)
					AND holds_role(q.decided_by, 'owner', a.id, q.requested_at)) AS counts
		FROM account a JOIN auto_clean_request q ON q.id = a.policy_request_id
			JOIN person asker ON asker.id = q.requested_by
			JOIN person confirmer ON confirmer.id = q.decided_by
			CROSS JOIN setting s
		WHERE a.id = ANY (${[...accountIds]}::uuid[])`;

/** Undecided requests of a person. */
export const listRequestsOf = (
	db: Db | Tx,
	personId: string,
): Promise<Pick<RequestRow, "id" | "accountId" | "reason">[]> =>
	db.autoCleanRequest.findMany({
		where: { requestedBy: personId, verdict: null },
		select: { id: true, accountId: true, reason: true },
		orderBy: { id: "asc" },
	});
