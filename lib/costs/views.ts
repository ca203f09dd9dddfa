import { visibleAccounts } from "@/lib/auth/actor";
import { type Ctx, demandRead } from "@/lib/command";
import { quantityMicros, quantityOf } from "./cost";
import {
	type CostLine,
	type CostReport,
	type PriceView,
	SKUS,
	Sku,
} from "./model";
import { listPriceRows, sumUsage, type UsageSum } from "./store";

const addCost = (sums: readonly UsageSum[]): number | null => {
	const known = sums.flatMap(({ cost }) => (cost === null ? [] : [cost]));
	return known.length === 0
		? null
		: Number(known.reduce((sum, cost) => sum + cost, 0n));
};

const count = (sums: readonly UsageSum[]) => ({
	events: sums.reduce((sum, row) => sum + row.events, 0),
	unpriced: sums.reduce((sum, row) => sum + row.unpriced, 0),
});

function grouped(
	sums: readonly UsageSum[],
	keyOf: (row: UsageSum) => string,
): UsageSum[][] {
	const groups = new Map<string, UsageSum[]>();
	for (const row of sums)
		groups.set(keyOf(row), [...(groups.get(keyOf(row)) ?? []), row]);
	return [...groups.values()];
}

const unitOf = (sku: string): string => {
	const known = Sku.safeParse(sku);
	return known.success ? SKUS[known.data].unit : "";
};

function skuLine(sums: readonly UsageSum[]): CostLine {
	const sku = sums[0]?.sku ?? "";
	const micros = sums.reduce(
		(sum, row) => sum + quantityMicros(row.quantity),
		0n,
	);
	return {
		key: sku,
		unit: unitOf(sku),
		quantity: quantityOf(Number(micros) / 1_000_000),
		...count(sums),
		currency: sums[0]?.currency ?? null,
		costMicros: addCost(sums),
	};
}

/** What was used and what it cost in [from, to); currencies are never summed together (§8e). */
export async function readCostReport(
	ctx: Ctx,
	span: { from: Date; to: Date; accountId?: string | undefined },
): Promise<CostReport> {
	demandRead(ctx, span.accountId ? { account: span.accountId } : "any");
	const visible = visibleAccounts(ctx.actor);
	const accountIds = span.accountId
		? [span.accountId]
		: visible === "all"
			? null
			: visible;
	const sums = await sumUsage(ctx.db, { ...span, accountIds });
	const priced = sums.filter((row) => row.currency !== null);
	return {
		from: span.from.toISOString(),
		to: span.to.toISOString(),
		bySku: grouped(sums, (row) => `${row.sku} ${row.currency}`).map(skuLine),
		byStage: grouped(sums, (row) => `${row.stage} ${row.currency}`).map(
			(rows) => ({
				stage: rows[0]?.stage ?? "",
				currency: rows[0]?.currency ?? null,
				costMicros: addCost(rows),
				...count(rows),
			}),
		),
		totals: grouped(priced, (row) => row.currency ?? "").map((rows) => ({
			currency: rows[0]?.currency ?? "",
			costMicros: addCost(rows) ?? 0,
		})),
		unpriced: count(sums).unpriced,
	};
}

/** Every price there was, the newest of each SKU first. */
export async function listPrices(ctx: Ctx): Promise<PriceView[]> {
	demandRead(ctx);
	const rows = await listPriceRows(ctx.db);
	return rows.map((row) => ({
		...row,
		unitPriceMicros: Number(row.unitPriceMicros),
		effectiveFrom: row.effectiveFrom.toISOString(),
		effectiveTo: row.effectiveTo?.toISOString() ?? null,
	}));
}
