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

export const lastReading = (
	db: Db | Tx,
	accountId: string,
	kind: Reading["kind"],
) =>
	db.rateLimitReading.findFirst({
		where: { accountId, kind },
		orderBy: [{ observedAt: "desc" }, { id: "desc" }],
	});
