import { type Ctx, demandRead } from "@/lib/command";
import { AppError } from "@/lib/core/errors";
import type { Db, Tx } from "@/lib/db/client";
import {
	type ActiveStrategy,
	type ActiveTemplate,
	type AssetView,
	SignalRef,
	StrategyBody,
	TemplateInput,
	templateRef,
} from "./model";
import { findActiveStrategy, listTemplateRows } from "./store";
import { type AssetsOf, findPictureRow, listAssetRows } from "./store-trace";

type TemplateRow = Awaited<ReturnType<typeof listTemplateRows>>[number];

function activeTemplate(
	rows: readonly TemplateRow[],
	entry: StrategyBody["templates"][number],
): ActiveTemplate {
	const row = rows.find(({ key }) => key === entry.key);
	const found = row?.versions.find(({ version }) => version === entry.version);
	if (!row || !found)
		throw new AppError("not_found", `no template ${templateRef(entry)}`);
	return { ...TemplateInput.parse({ ...found, ...row }), ...entry };
}

/** The strategy that plans new runs, its templates written out. Throws `misconfigured` while there is none. */
export async function readActiveStrategy(db: Db | Tx): Promise<ActiveStrategy> {
	const row = await findActiveStrategy(db);
	if (!row)
		throw new AppError("misconfigured", "no strategy is active: activate one");
	const body = StrategyBody.parse(row.body);
	const rows = await listTemplateRows(
		db,
		body.templates.map(({ key }) => key),
	);
	return {
		id: row.id,
		version: row.version,
		formats: body.formats,
		notes: body.notes,
		templates: body.templates.map((entry) => activeTemplate(rows, entry)),
	};
}

/** What was generated for a run or a post, with its provenance, oldest first. */
export async function listAssets(ctx: Ctx, of: AssetsOf): Promise<AssetView[]> {
	demandRead(ctx);
	const rows = await listAssetRows(ctx.db, of);
	return rows.map((row) => ({
		...row,
		sourceSignals: SignalRef.array().parse(row.sourceSignals),
		createdAt: row.createdAt.toISOString(),
	}));
}

/** What a picture was made from; empty where that was not recorded. */
export async function readSignalsOf(
	db: Db | Tx,
	of: AssetsOf,
	sha256: string,
): Promise<SignalRef[]> {
	const row = await findPictureRow(db, of, sha256);
	return SignalRef.array().parse(row?.sourceSignals ?? []);
}
