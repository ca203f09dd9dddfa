const MILLION = 1_000_000n;

/** A decimal quantity in millionths; six places at most. */
export function quantityMicros(quantity: string): bigint {
	const [whole = "0", fraction = ""] = quantity.split(".");
	return BigInt(whole) * MILLION + BigInt(fraction.padEnd(6, "0"));
}

/** A number as a decimal of six places; usage meters round here, once. */
export const quantityOf = (value: number): string =>
	value.toFixed(6).replace(/\.?0+$/, "");

/**
 * The cost of a quantity in integer micros, rounded half up once per event (§9).
 * @param per how much of the SKU one price buys, e.g. a million tokens
 */
export function costMicros(
	quantity: string,
	unitPriceMicros: bigint,
	per: number,
): bigint {
	const divisor = BigInt(per) * MILLION;
	return (
		(quantityMicros(quantity) * unitPriceMicros * 2n + divisor) / (divisor * 2n)
	);
}
