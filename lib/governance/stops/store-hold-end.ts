import { AppError, demandOne } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { type Db, onUniqueViolation, type Tx } from "@/lib/db/client";
import type { HoldEndPerson } from "./hold-end";
import type { HoldRecord } from "./store";

export type HoldEndRecord = {
	id: string;
	holdId: string;
	endsAt: Date;
	reason: string;
	requestedBy: string;
	requestedAt: Date;
	verdict: "confirmed" | "declined" | "withdrawn" | null;
};

/** Throws `not_found`. */
export async function loadHold(db: Db | Tx, id: string): Promise<HoldRecord> {
	const hold = await db.policyHold.findUnique({ where: { id } });
	if (hold) return hold;
	throw new AppError("not_found", "there is no such policy hold");
}

/** Throws `not_found`. */
export async function lockHoldEnd(tx: Tx, id: string): Promise<HoldEndRecord> {
	await tx.$queryRaw`SELECT id FROM hold_end_request WHERE id = ${id}::uuid FOR UPDATE`;
	const row = await tx.holdEndRequest.findUnique({ where: { id } });
	if (row) return row;
	throw new AppError("not_found", "there is no such request");
}

/** The undecided request about a hold, lapsed or not. */
export const findOpenHoldEnd = (
	db: Db | Tx,
	holdId: string,
): Promise<HoldEndRecord | null> =>
	db.holdEndRequest.findFirst({ where: { holdId, verdict: null } });

/** The undecided requests about these holds, lapsed or not. */
export const listOpenHoldEnds = (
	db: Db | Tx,
	holdIds: readonly string[],
): Promise<HoldEndRecord[]> =>
	db.holdEndRequest.findMany({
		where: { holdId: { in: [...holdIds] }, verdict: null },
	});

/** Throws `conflict` when somebody else asked at the same moment. */
export async function insertHoldEnd(
	tx: Tx,
	request: Omit<HoldEndRecord, "id" | "verdict">,
): Promise<string> {
	const id = newId();
	await onUniqueViolation(
		() => tx.holdEndRequest.create({ data: { id, ...request } }),
		"somebody asked for it at this moment",
	);
	return id;
}

/** A request is decided once: throws `conflict` otherwise. */
export async function decideHoldEnd(
	tx: Tx,
	id: string,
	decision: {
		verdict: "confirmed" | "declined" | "withdrawn";
		decidedBy: string;
		decidedAt: Date;
	},
): Promise<void> {
	demandOne(
		await tx.holdEndRequest.updateMany({
			where: { id, verdict: null },
			data: decision,
		}),
		"the request has been decided already",
	);
}

export async function shortenHold(
	tx: Tx,
	id: string,
	endsAt: Date,
): Promise<void> {
	await tx.policyHold.update({ where: { id }, data: { endsAt } });
}

/** A person with the roles that count for a hold there; no roles once disabled or younger than the request. */
export async function loadHoldEndPerson(
	db: Db | Tx,
	personId: string,
	at: { accountId: string | null; requestedAt: Date },
): Promise<HoldEndPerson> {
	const { accountId, requestedAt } = at;
	const roles = await db.roleGrant.findMany({
		where: {
			personId,
			revokedAt: null,
			role: { in: ["owner", "compliance"] },
			grantedAt: { lte: requestedAt },
			person: { disabledAt: null, activeSince: { lte: requestedAt } },
			OR: [{ accountId: null }, ...(accountId ? [{ accountId }] : [])],
		},
		select: { role: true },
	});
	return {
		id: personId,
		roles: roles.flatMap(({ role }) =>
			role === "owner" || role === "compliance" ? [role] : [],
		),
	};
}
