import { newId } from "@/lib/core/ids";
import { type Db, onUniqueViolation, type Tx } from "@/lib/db/client";

export type QuarantineRecord = {
	id: string;
	sha256: string;
	reason: string;
	setByName: string;
	setAt: Date;
};

const FIELDS = {
	id: true,
	sha256: true,
	reason: true,
	setByName: true,
	setAt: true,
} as const;

/** The quarantines that stand on these media, oldest first. */
export const listStandingQuarantines = (
	db: Db | Tx,
	sha256s: readonly string[],
): Promise<QuarantineRecord[]> =>
	db.quarantine.findMany({
		where: { sha256: { in: [...sha256s] }, liftedAt: null },
		select: FIELDS,
		orderBy: [{ setAt: "asc" }, { id: "asc" }],
	});

/** Throws `conflict` where one stands already: two at once meet the unique index. */
export async function insertQuarantine(
	tx: Tx,
	quarantine: Omit<QuarantineRecord, "id"> & { setBy: string },
): Promise<string> {
	const id = newId();
	await onUniqueViolation(
		() => tx.quarantine.create({ data: { id, ...quarantine } }),
		"this picture is quarantined already",
	);
	return id;
}

/** False when it was lifted meanwhile. */
export async function endQuarantine(
	tx: Tx,
	id: string,
	end: { liftedBy: string; liftedReason: string; liftedAt: Date },
): Promise<boolean> {
	const { count } = await tx.quarantine.updateMany({
		where: { id, liftedAt: null },
		data: end,
	});
	return count === 1;
}
