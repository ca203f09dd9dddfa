import { AppError } from "@/lib/core/errors";
import type { Env } from "@/lib/env";
import { builtinTextProvider } from "./builtin-provider";
import type { TextProvider } from "./draft";
import { openAiTextProvider } from "./openai-provider";

const OPENAI_URL = "https://api.openai.com/v1";
const DEFAULT_TIMEOUT_MS = 90_000;

export type TextOptions = {
	baseUrl?: string | undefined;
	apiKey?: string | undefined;
	model?: string | undefined;
	timeoutMs?: number | undefined;
};

function apiBase(baseUrl: string): string {
	if (!URL.canParse(baseUrl) || !/^https?:/i.test(baseUrl))
		throw new AppError("misconfigured", "OPENAI_BASE_URL is no http address");
	const url = new URL(baseUrl);
	const path = url.pathname.replace(/\/+$/, "");
	return `${url.origin}${path === "" ? "/v1" : path}`;
}

/**
 * The text provider for these settings: an OpenAI-compatible endpoint when an address or a key is
 * given (a model is needed then), else the built-in grammar. Throws `misconfigured`.
 */
export function createTextProvider(options: TextOptions): TextProvider {
	const { baseUrl, apiKey, model } = options;
	if (baseUrl === undefined && apiKey === undefined) {
		if (model === undefined) return builtinTextProvider;
		throw new AppError(
			"misconfigured",
			"TEXT_MODEL is set, but neither OPENAI_BASE_URL nor OPENAI_API_KEY",
		);
	}
	if (model === undefined)
		throw new AppError(
			"misconfigured",
			"TEXT_MODEL is missing: name the model of the text endpoint",
		);
	return openAiTextProvider({
		baseUrl: apiBase(baseUrl ?? OPENAI_URL),
		apiKey,
		model,
		timeoutMs: options.timeoutMs ?? DEFAULT_TIMEOUT_MS,
	});
}

/** This installation's text provider, by its environment. */
export const openTextProvider = ({
	OPENAI_BASE_URL: baseUrl,
	OPENAI_API_KEY: apiKey,
	TEXT_MODEL: model,
}: Pick<
	Env,
	"OPENAI_BASE_URL" | "OPENAI_API_KEY" | "TEXT_MODEL"
>): TextProvider => createTextProvider({ baseUrl, apiKey, model });
