import { type Ctx, demandRead } from "@/lib/command";
import {
	type ActiveStrategy,
	type ActiveTemplate,
	type AssetView,
	SignalRef,
	StrategyBody,
	type StrategyView,
	TemplateInput,
	type TemplateView,
	templateRef,
} from "@/lib/content/model";
import {
	findActiveStrategy,
	listStrategyRows,
	listTemplateRows,
} from "@/lib/content/store";
import { listAssetRows } from "@/lib/content/store-trace";
import { AppError } from "@/lib/core/errors";
import type { Db, Tx } from "@/lib/db/client";

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

/** Every template with its versions, newest first, and its weight in the active strategy. */
export async function listTemplates(ctx: Ctx): Promise<TemplateView[]> {
	demandRead(ctx);
	const [rows, active] = await Promise.all([
		listTemplateRows(ctx.db),
		findActiveStrategy(ctx.db),
	]);
	const weights = new Map(
		active
			? StrategyBody.parse(active.body).templates.map((t) => [t.key, t.weight])
			: [],
	);
	return rows.map(({ key, name, format, createdAt, versions }) => ({
		key,
		name,
		format,
		createdAt: createdAt.toISOString(),
		weight: weights.get(key) ?? null,
		versions: versions.map(({ version, instructions, layout, createdAt }) => ({
			version,
			instructions,
			layout,
			createdAt: createdAt.toISOString(),
		})),
	}));
}

/** Every strategy there was, newest first. */
export async function listStrategies(ctx: Ctx): Promise<StrategyView[]> {
	demandRead(ctx);
	const rows = await listStrategyRows(ctx.db);
	return rows.map((row) => ({
		...row,
		body: StrategyBody.parse(row.body),
		createdAt: row.createdAt.toISOString(),
	}));
}

/** What was generated for a run or a post, with its provenance, oldest first. */
export async function listAssets(
	ctx: Ctx,
	where: { runId: string } | { postId: string } | { sha256: string },
): Promise<AssetView[]> {
	demandRead(ctx);
	const rows = await listAssetRows(ctx.db, where);
	return rows.map((row) => ({
		...row,
		sourceSignals: SignalRef.array().parse(row.sourceSignals),
		createdAt: row.createdAt.toISOString(),
	}));
}
