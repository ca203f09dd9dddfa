import { z } from "zod";

/** What can be used and paid for (§9), and how many of it one price buys. */
export const SKUS = {
	"llm.input": { unit: "1M tokens", per: 1_000_000 },
	"llm.output": { unit: "1M tokens", per: 1_000_000 },
	"render.cpu_second": { unit: "second", per: 1 },
	"storage.gb_month": { unit: "GB-month", per: 1 },
	"webhook.call": { unit: "call", per: 1 },
} as const satisfies Record<string, { unit: string; per: number }>;

export type Sku = keyof typeof SKUS;

export const Sku = z.enum([
	"llm.input",
	"llm.output",
	"render.cpu_second",
	"storage.gb_month",
	"webhook.call",
]);

/** A decimal of at most six places, as text: quantities are never floats in arithmetic. */
export const Quantity = z.string().regex(/^\d{1,14}(?:\.\d{1,6})?$/);

export const PriceInput = z.object({
	sku: Sku,
	/** Millionths of one unit of the currency, for one unit of the SKU. */
	unitPriceMicros: z.int().min(0),
	currency: z.string().regex(/^[A-Z]{3}$/, "a currency like EUR"),
	effectiveFrom: z.coerce.date().optional(),
});

/** One use of one SKU; the same idempotency key is counted once. */
export type UsageInput = {
	idempotencyKey: string;
	at: Date;
	accountId: string | null;
	runId: string | null;
	postId: string | null;
	stage: string;
	sku: Sku;
	quantity: string;
	estimated: boolean;
};

export type CostLine = {
	key: string;
	unit: string;
	quantity: string;
	events: number;
	/** Events without a known price: their cost is unknown, not zero (R9). */
	unpriced: number;
	currency: string | null;
	costMicros: number | null;
};

export type CostReport = {
	from: string;
	to: string;
	bySku: CostLine[];
	byStage: {
		stage: string;
		currency: string | null;
		costMicros: number | null;
		events: number;
		unpriced: number;
	}[];
	totals: { currency: string; costMicros: number }[];
	unpriced: number;
};

export type PriceView = {
	id: string;
	sku: string;
	unit: string;
	unitPriceMicros: number;
	currency: string;
	effectiveFrom: string;
	effectiveTo: string | null;
};
