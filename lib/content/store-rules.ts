import { newId } from "@/lib/core/ids";
import type { Db, Tx } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";

export const findActiveRules = (db: Db | Tx) =>
	db.moderationRuleVersion.findFirst({ where: { active: true } });

export const findRules = (db: Db | Tx, version: string) =>
	db.moderationRuleVersion.findUnique({ where: { version } });

/** Puts new rules in the place of the active ones; two at once: one meets the unique index. */
export async function replaceRules(
	tx: Tx,
	rules: { version: string },
	by: { name: string; at: Date },
): Promise<string> {
	await tx.moderationRuleVersion.updateMany({
		where: { active: true },
		data: { active: false },
	});
	const { id } = await tx.moderationRuleVersion.create({
		data: {
			id: newId(),
			version: rules.version,
			active: true,
			rules: rules as Prisma.InputJsonValue,
			createdBy: by.name,
			createdAt: by.at,
		},
		select: { id: true },
	});
	return id;
}
