import type { z } from "zod";
import { newId } from "@/lib/core/ids";
import type { Db, Tx } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";
import type { AssetInput, FlagInput } from "./model";

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

/** A run's assets, or a post's: with what the run made before there was a post. */
export type AssetsOf =
	| { runId: string }
	| { postId: string; runId: string | null };

const madeFor = (of: AssetsOf) => {
	if (!("postId" in of)) return of;
	const { postId, runId } = of;
	return { OR: [{ postId }, ...(runId ? [{ runId }] : [])] };
};

export const listAssetRows = (db: Db | Tx, of: AssetsOf) =>
	db.asset.findMany({ where: madeFor(of), orderBy: { id: "asc" } });

/** The newest of these assets that is a picture of these bytes. */
export const findPictureRow = (db: Db | Tx, of: AssetsOf, sha256: string) =>
	db.asset.findFirst({
		where: { ...madeFor(of), kind: "image", sha256 },
		orderBy: { id: "desc" },
	});
