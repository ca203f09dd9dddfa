import { z } from "zod";
import { AppError } from "@/lib/core/errors";
import { quantityOf } from "@/lib/costs/cost";
import type { StageUsage } from "./stage";

const Tokens = z.object({
	inputTokens: z.int().min(0),
	outputTokens: z.int().min(0),
	estimated: z.boolean(),
});

export const tokenUsage = (tokens: z.output<typeof Tokens>): StageUsage[] => [
	{
		sku: "llm.input",
		quantity: String(tokens.inputTokens),
		estimated: tokens.estimated,
	},
	{
		sku: "llm.output",
		quantity: String(tokens.outputTokens),
		estimated: tokens.estimated,
	},
];

/** A failed call is charged too: its error says what it had used (§9). */
export function usageOfFailure(error: unknown): StageUsage[] {
	if (!(error instanceof AppError)) return [];
	const tokens = Tokens.safeParse(error.details.usage);
	return tokens.success ? tokenUsage(tokens.data) : [];
}

/** A rendered picture: the seconds it took, and a month of storing it (§9). */
export const renderUsage = (tookMs: number, bytes: number): StageUsage[] => [
	{
		sku: "render.cpu_second",
		quantity: quantityOf(tookMs / 1000),
		estimated: true,
	},
	{
		sku: "storage.gb_month",
		quantity: quantityOf(bytes / 1e9),
		estimated: true,
	},
];
