import type { Json } from "@/lib/core/canonical-json";
import { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import type { Db, Tx } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";

export type SignOffRow = Awaited<ReturnType<Db["signOff"]["findFirstOrThrow"]>>;

export type NewSignOff = {
	accountId: string;
	day: string;
	meaning: string;
	signedBy: string;
	signedName: string;
	signedAt: Date;
	snapshot: Json;
	sha256: string;
	summary: string;
};

/** Throws `conflict` when the day is signed already. */
export async function insertSignOff(
	tx: Tx,
	signOff: NewSignOff,
): Promise<string> {
	const id = newId();
	const snapshot = signOff.snapshot as Prisma.InputJsonValue;
	const { count } = await tx.signOff.createMany({
		data: [{ ...signOff, id, snapshot }],
		skipDuplicates: true,
	});
	if (count === 1) return id;
	throw new AppError("conflict", `${signOff.day} is signed off already`);
}

export const findSignOff = (
	db: Db | Tx,
	accountId: string,
	day: string,
): Promise<SignOffRow | null> =>
	db.signOff.findUnique({ where: { accountId_day: { accountId, day } } });

export const listSignOffRows = (
	db: Db | Tx,
	accountId: string,
	limit: number,
): Promise<SignOffRow[]> =>
	db.signOff.findMany({
		where: { accountId },
		orderBy: { day: "desc" },
		take: limit,
	});
