import { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import type { Db, Tx } from "@/lib/db/client";
import type { CallUnderWay } from "@/lib/governance/stops/model";

/** Throws `not_found`: a stop on no account would stop nothing, and say that it did. */
export async function demandAccounts(
	db: Db | Tx,
	ids: readonly string[],
): Promise<void> {
	const wanted = [...new Set(ids)];
	const found = await db.account.count({ where: { id: { in: wanted } } });
	if (found < wanted.length)
		throw new AppError("not_found", "there is no such account");
}

export type HaltRecord = {
	id: string;
	accountId: string | null;
	kind: "operational" | "policy";
	reason: string;
	setBy: string;
	setByName: string;
	setAt: Date;
	liftedAt: Date | null;
};

export async function insertHalt(
	tx: Tx,
	halt: Omit<HaltRecord, "id" | "liftedAt">,
): Promise<string> {
	const id = newId();
	await tx.halt.create({ data: { id, ...halt } });
	return id;
}

export async function findHalt(tx: Tx, id: string): Promise<HaltRecord | null> {
	return tx.halt.findUnique({ where: { id } });
}

export async function listStandingHalts(db: Db | Tx): Promise<HaltRecord[]> {
	return db.halt.findMany({
		where: { liftedAt: null },
		orderBy: { setAt: "asc" },
	});
}

export async function markHaltLifted(
	tx: Tx,
	id: string,
	end: { liftedBy: string; liftedAt: Date; liftedReason: string },
): Promise<boolean> {
	const { count } = await tx.halt.updateMany({
		where: { id, liftedAt: null },
		data: end,
	});
	return count === 1;
}

export type HoldRecord = {
	id: string;
	accountId: string | null;
	reason: string;
	startsAt: Date;
	endsAt: Date;
	setBy: string;
};

export async function insertHold(
	tx: Tx,
	hold: Omit<HoldRecord, "id"> & { setAt: Date },
): Promise<string> {
	const id = newId();
	await tx.policyHold.create({ data: { id, ...hold } });
	return id;
}

export async function listHoldsAfter(
	db: Db | Tx,
	now: Date,
): Promise<HoldRecord[]> {
	return db.policyHold.findMany({
		where: { endsAt: { gt: now } },
		orderBy: { endsAt: "desc" },
	});
}

/** Oldest first; an empty list of accounts is all of them. */
export async function listCallsUnderWay(
	tx: Tx,
	accountIds: readonly string[],
): Promise<CallUnderWay[]> {
	const rows = await tx.outboundIntent.findMany({
		where: {
			resolvedAt: null,
			...(accountIds.length > 0 && { accountId: { in: [...accountIds] } }),
		},
		select: {
			postId: true,
			accountId: true,
			committedAt: true,
			post: { select: { title: true } },
		},
		orderBy: { committedAt: "asc" },
	});
	return rows.map(({ post, committedAt, ...row }) => ({
		...row,
		title: post.title,
		committedAt: committedAt.toISOString(),
	}));
}
