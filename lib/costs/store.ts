import { newId } from "@/lib/core/ids";
import type { Db, Tx } from "@/lib/db/client";
import type { UsageInput } from "./model";

export const findPrice = (db: Db | Tx, sku: string, at: Date) =>
	db.price.findFirst({
		where: {
			sku,
			effectiveFrom: { lte: at },
			OR: [{ effectiveTo: null }, { effectiveTo: { gt: at } }],
		},
		orderBy: { effectiveFrom: "desc" },
	});

export const listPriceRows = (db: Db | Tx) =>
	db.price.findMany({ orderBy: [{ sku: "asc" }, { effectiveFrom: "desc" }] });

export async function insertUsage(
	tx: Tx,
	usage: UsageInput & { priceId: string | null; costMicros: bigint | null },
): Promise<void> {
	await tx.usageEvent.createMany({
		data: [{ id: newId(), ...usage }],
		skipDuplicates: true,
	});
}

/** Ends the prices of a SKU that would still hold at `from`; returns the newest of them. */
export async function endPrices(tx: Tx, sku: string, from: Date) {
	const before = await findPrice(tx, sku, from);
	await tx.price.updateMany({
		where: { sku, effectiveFrom: { lte: from }, effectiveTo: null },
		data: { effectiveTo: from },
	});
	return before;
}

export const insertPrice = (
	tx: Tx,
	price: {
		id: string;
		sku: string;
		unit: string;
		unitPriceMicros: bigint;
		currency: string;
		effectiveFrom: Date;
	},
) => tx.price.create({ data: price });

export type UsageSum = {
	sku: string;
	stage: string;
	currency: string | null;
	quantity: string;
	cost: bigint | null;
	events: number;
	unpriced: number;
};

/** Sums by SKU, stage and currency of [from, to); quantities come as exact decimals. */
export const sumUsage = (
	db: Db | Tx,
	filter: { from: Date; to: Date; accountIds: readonly string[] | null },
) => db.$queryRaw<UsageSum[]>`
	SELECT u.sku, u.stage, p.currency,
		trim_scale(sum(u.quantity))::text AS quantity,
		sum(u.cost_micros)::bigint AS cost,
		count(*)::int AS events,
		count(*) FILTER (WHERE u.cost_micros IS NULL AND u.quantity > 0)::int AS unpriced
	FROM usage_event u LEFT JOIN price p ON p.id = u.price_id
	WHERE u.at >= ${filter.from} AND u.at < ${filter.to}
		AND (${filter.accountIds === null} OR u.account_id = ANY (${filter.accountIds ?? []}::uuid[]))
	GROUP BY u.sku, u.stage, p.currency
	ORDER BY u.sku, u.stage, p.currency`;
