import { newId } from "@/lib/core/ids";
import type { Db, Tx } from "@/lib/db/client";
import type { StrategyBody, TemplateInput } from "./model";

const newestFirst = { orderBy: { version: "desc" } } as const;

export const listTemplateRows = (db: Db | Tx, keys: readonly string[]) =>
	db.template.findMany({
		where: { key: { in: [...keys] } },
		include: { versions: newestFirst },
		orderBy: { key: "asc" },
	});

export const findTemplate = (db: Db | Tx, key: string) =>
	db.template.findUnique({
		where: { key },
		include: { versions: { ...newestFirst, take: 1 } },
	});

/** Adds a template, or the next version of one that exists. */
export async function insertTemplateVersion(
	tx: Tx,
	template: TemplateInput & { version: number },
	at: Date,
): Promise<void> {
	const { key, name, format, version, instructions, layout } = template;
	const { id } = await tx.template.upsert({
		where: { key },
		create: { id: newId(), key, name, format, createdAt: at },
		update: { name },
		select: { id: true },
	});
	await tx.templateVersion.create({
		data: {
			id: newId(),
			templateId: id,
			version,
			instructions,
			layout,
			createdAt: at,
		},
		select: { id: true },
	});
}

export const findActiveStrategy = (db: Db | Tx) =>
	db.strategyVersion.findFirst({ where: { active: true } });

/** Puts a new strategy in the place of the active one; two at once: one meets the unique index. */
export async function replaceStrategy(
	tx: Tx,
	body: StrategyBody,
	by: { name: string; at: Date },
): Promise<{ id: string; version: number }> {
	const newest = await tx.strategyVersion.findFirst(newestFirst);
	const version = (newest?.version ?? 0) + 1;
	await tx.strategyVersion.updateMany({
		where: { active: true },
		data: { active: false },
	});
	return tx.strategyVersion.create({
		data: {
			id: newId(),
			version,
			active: true,
			body,
			createdBy: by.name,
			createdAt: by.at,
		},
		select: { id: true, version: true },
	});
}
