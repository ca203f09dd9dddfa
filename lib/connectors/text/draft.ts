import { z } from "zod";

type DraftSignal = { title: string; source: string; url: string | null };

export type DraftRequest = {
	topic: string;
	signals: readonly DraftSignal[];
	template: {
		key: string;
		version: number;
		instructions: string;
		format: string;
	};
	brand: { name: string; tone: string };
	/** Same seed and same request, same built-in draft. */
	seed: string;
};

export type TokenUsage = {
	inputTokens: number;
	outputTokens: number;
	/** Whether a server that reports no usage made us count by length. */
	estimated: boolean;
};

/** What a provider writes; `caption` is without the hashtags, these are without `#`. */
export const DraftText = z.object({
	title: z.string().trim().min(1).max(120),
	hook: z.string().trim().min(1).max(160),
	kicker: z.string().trim().max(40),
	points: z.array(z.string().trim().min(1).max(140)).max(5),
	caption: z.string().trim().min(40).max(1900),
	altText: z.string().trim().min(1).max(1000),
	hashtags: z
		.array(
			z
				.string()
				.transform((tag) => tag.replace(/[^\p{L}\p{M}\p{N}_]/gu, ""))
				.pipe(z.string().min(1).max(60)),
		)
		.min(1)
		.max(15)
		.transform((tags) => [...new Set(tags)]),
});

export type Draft = z.output<typeof DraftText> & {
	/** R10: the model's id, for the built-in grammar its name and version. */
	model: string;
	provider: "openai-compatible" | "builtin";
	/** All rounds together, the failed ones included. */
	usage: TokenUsage;
};

/**
 * Why a draft failed, in `AppError.details.why`. `refused`: refusal, content_filter, length.
 * `unavailable`: malformed (after every repair), not_json, server, network, timeout, aborted.
 * `throttled`: rate_limit (with `retryAfterMs`). `misconfigured`: quota, credentials, model, request.
 */
export type DraftFailure =
	| "refusal"
	| "content_filter"
	| "length"
	| "malformed"
	| "not_json"
	| "server"
	| "network"
	| "timeout"
	| "aborted"
	| "rate_limit"
	| "quota"
	| "credentials"
	| "model"
	| "request";

export type TextProvider = {
	model: string;
	provider: Draft["provider"];
	/**
	 * Writes one draft. Throws `AppError` with `details` `{ why: DraftFailure, model, provider, usage }`:
	 * tokens spent before the failure are in `usage`, to be charged (§9).
	 */
	draft: (
		request: DraftRequest,
		options?: { signal?: AbortSignal | undefined },
	) => Promise<Draft>;
};
