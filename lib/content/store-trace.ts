import type { z } from "zod";
import type { AssetInput, FlagInput } from "@/lib/content/model";
import { newId } from "@/lib/core/ids";
import type { Db, Tx } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";

/** JSON-safe by its zod schema; Prisma's input type cannot see that. */
const json = (value: unknown) => value as Prisma.InputJsonValue;

export async function insertAsset(
	tx: Tx,
	asset: z.output<typeof AssetInput>,
	at: Date,
): Promise<string> {
	const { accountId: _account, sourceSignals, ...row } = asset;
	const { id } = await tx.asset.create({
		data: {
			id: newId(),
			...row,
			sourceSignals: json(sourceSignals),
			createdAt: at,
		},
		select: { id: true },
	});
	return id;
}

export async function insertFlag(
	tx: Tx,
	flag: z.output<typeof FlagInput>,
	at: Date,
): Promise<string> {
	const { accountId: _account, findings, ...row } = flag;
	const { id } = await tx.moderationFlag.create({
		data: { id: newId(), ...row, findings: json(findings), createdAt: at },
		select: { id: true },
	});
	return id;
}

export const listAssetRows = (
	db: Db | Tx,
	where: { runId: string } | { postId: string } | { sha256: string },
) => db.asset.findMany({ where, orderBy: { id: "asc" } });
