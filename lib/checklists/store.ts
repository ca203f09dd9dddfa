import { toCanonical } from "@/lib/core/canonical-json";
import { newId } from "@/lib/core/ids";
import type { Db, Tx } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";

export const findInstance = (db: Db | Tx, accountId: string, day: string) =>
	db.checklist.findUnique({
		where: { accountId_kind_day: { accountId, kind: "daily", day } },
	});

/** Makes the day's instance if there is none. @returns whether it is new */
export async function insertInstance(
	tx: Tx,
	instance: {
		accountId: string;
		day: string;
		state: "open" | "missed";
		createdAt: Date;
	},
): Promise<boolean> {
	const { count } = await tx.checklist.createMany({
		data: [{ ...instance, id: newId(), kind: "daily" }],
		skipDuplicates: true,
	});
	return count === 1;
}

/** Compare-and-set from `open`. @returns whether it was open */
export async function endInstance(
	tx: Tx,
	key: { accountId: string; day: string },
	state: "signed" | "missed",
): Promise<boolean> {
	const { count } = await tx.checklist.updateMany({
		where: { ...key, kind: "daily", state: "open" },
		data: { state },
	});
	return count === 1;
}

/** Days of an account from a day on, with their states. */
export const listInstances = (db: Db | Tx, accountId: string, from: string) =>
	db.checklist.findMany({
		where: { accountId, kind: "daily", day: { gte: from } },
		select: { day: true, state: true },
		orderBy: { day: "asc" },
	});

/** Days that ended unsigned, the newest first. */
export const listMissed = (
	db: Db | Tx,
	accountId: string,
	{ from, limit }: { from?: string | undefined; limit: number },
): Promise<{ day: string }[]> =>
	db.checklist.findMany({
		where: {
			accountId,
			kind: "daily",
			state: "missed",
			...(from && { day: { gte: from } }),
		},
		select: { day: true },
		orderBy: { day: "desc" },
		take: limit,
	});

export async function insertConfirmation(
	tx: Tx,
	confirmation: {
		checklistId: string;
		item: string;
		verdict: string;
		evidence: unknown;
		note: string | null;
		confirmedBy: string;
		confirmedAt: Date;
	},
): Promise<void> {
	await tx.checklistConfirmation.create({
		data: {
			...confirmation,
			id: newId(),
			evidence: toCanonical(confirmation.evidence) as Prisma.InputJsonValue,
		},
		select: { id: true },
	});
}

/** Oldest first: the last one of an item counts. */
export const listConfirmations = (db: Db | Tx, checklistId: string) =>
	db.checklistConfirmation.findMany({
		where: { checklistId },
		orderBy: [{ confirmedAt: "asc" }, { id: "asc" }],
	});
