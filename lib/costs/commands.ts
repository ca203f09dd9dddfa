import { command } from "@/lib/command";
import { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import type { Tx } from "@/lib/db/client";
import { costMicros } from "./cost";
import { PriceInput, Quantity, SKUS, type UsageInput } from "./model";
import { endPrices, findPrice, insertPrice, insertUsage } from "./store";

/**
 * Records one use (telemetry, in the caller's transaction; the same idempotency key counts once).
 * Without a price at that time the cost is unknown (null), never zero (§9).
 */
export async function recordUsageEvent(
	tx: Tx,
	usage: UsageInput,
): Promise<void> {
	const quantity = Quantity.parse(usage.quantity);
	const price = await findPrice(tx, usage.sku, usage.at);
	await insertUsage(tx, {
		...usage,
		priceId: price?.id ?? null,
		costMicros: price
			? costMicros(quantity, price.unitPriceMicros, SKUS[usage.sku].per)
			: null,
	});
}

/** Sets the price of a SKU from a moment on (now unless said otherwise); earlier events keep theirs. */
export const setPrice = command({
	permission: "strategy:manage",
	input: PriceInput,
	scope: () => "all",
	run: async ({ tx, now }, input) => {
		const effectiveFrom = input.effectiveFrom ?? now;
		if (effectiveFrom < now)
			throw new AppError("bad_input", "a price cannot begin in the past");
		const before = await endPrices(tx, input.sku, effectiveFrom);
		const id = newId();
		await insertPrice(tx, {
			id,
			sku: input.sku,
			unit: SKUS[input.sku].unit,
			unitPriceMicros: BigInt(input.unitPriceMicros),
			currency: input.currency,
			effectiveFrom,
		});
		const audit = {
			action: "price.set",
			subject: { type: "price", id: input.sku },
			before: before && {
				unitPriceMicros: before.unitPriceMicros,
				currency: before.currency,
			},
			after: {
				unitPriceMicros: input.unitPriceMicros,
				currency: input.currency,
				effectiveFrom,
			},
		} as const;
		const value = {
			priceId: id,
			effectiveFrom: effectiveFrom.toISOString(),
		};
		return { value, audit: [audit] };
	},
});
