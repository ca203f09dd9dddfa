import { toCanonical } from "@/lib/core/canonical-json";
import { newId } from "@/lib/core/ids";
import type { Db, Tx } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";

type Reading = {
	accountId: string;
	observedAt: Date;
	kind: "usage" | "quota";
	usedPercent?: number;
	quotaUsage?: number;
	quotaTotal?: number;
	regainAt?: Date | null;
	raw: unknown;
};

export async function insertReading(
	db: Db | Tx,
	reading: Reading,
): Promise<void> {
	await db.rateLimitReading.create({
		data: {
			...reading,
			id: newId(),
			raw: toCanonical(reading.raw) as Prisma.InputJsonValue,
		},
		select: { id: true },
	});
}

/** Readings from before then, save the newest of each account and kind. */
export async function deleteReadings(db: Db | Tx, before: Date): Promise<void> {
	await db.$executeRaw`
		DELETE FROM rate_limit_reading old WHERE old.observed_at < ${before} AND EXISTS (
			SELECT FROM rate_limit_reading newer
			WHERE newer.account_id = old.account_id AND newer.kind = old.kind
				AND (newer.observed_at, newer.id) > (old.observed_at, old.id))`;
}

export const lastReading = (
	db: Db | Tx,
	accountId: string,
	kind: Reading["kind"],
) =>
	db.rateLimitReading.findFirst({
		where: { accountId, kind },
		orderBy: [{ observedAt: "desc" }, { id: "desc" }],
	});
