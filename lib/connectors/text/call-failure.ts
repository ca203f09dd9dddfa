import { APICallError } from "ai";
import type { ErrorCode } from "@/lib/core/errors";
import type { DraftFailure } from "./draft";

export type CallFailure = {
	code: ErrorCode;
	why: DraftFailure;
	message: string;
	retryAfterMs?: number;
};

const MAX_RETRY_AFTER_MS = 24 * 3_600_000;

/** A wait the server asked for, in ms; seconds as in RFC 9110 §10.2.3, longer than a day is a day. */
function retryAfterMs(
	headers: Record<string, string> | undefined,
): number | undefined {
	const seconds = Number(headers?.["retry-after"] ?? Number.NaN);
	return Number.isFinite(seconds) && seconds >= 0
		? Math.min(seconds * 1000, MAX_RETRY_AFTER_MS)
		: undefined;
}

const refusesFormat = (status: number): boolean =>
	[400, 404, 415, 422, 500, 501].includes(status);

/** Whether the server said no to `response_format`, so that a simpler one is worth a try (§5). */
export function isFormatRejected(error: unknown): boolean {
	return (
		APICallError.isInstance(error) &&
		refusesFormat(error.statusCode ?? 0) &&
		/response_format|json_schema|json_object|structured output|grammar/i.test(
			`${error.message} ${error.responseBody ?? ""}`,
		)
	);
}

function ofStatus(status: number, error: APICallError): CallFailure {
	const body = error.responseBody ?? "";
	if (status === 429 && body.includes("insufficient_quota"))
		return {
			code: "misconfigured",
			why: "quota",
			message: "the text provider's quota is used up",
		};
	if (status === 429) {
		const wait = retryAfterMs(error.responseHeaders);
		return {
			code: "throttled",
			why: "rate_limit",
			message: "the text provider asks to slow down (HTTP 429)",
			...(wait === undefined ? {} : { retryAfterMs: wait }),
		};
	}
	if (status === 401 || status === 403)
		return {
			code: "misconfigured",
			why: "credentials",
			message: `the text provider refuses the credentials (HTTP ${status})`,
		};
	if (status === 404)
		return {
			code: "misconfigured",
			why: "model",
			message:
				"the text provider does not know this model or address (HTTP 404)",
		};
	if (status >= 400 && status < 500)
		return {
			code: "misconfigured",
			why: "request",
			message: `the text provider refuses the request (HTTP ${status})`,
		};
	if (status >= 500)
		return {
			code: "unavailable",
			why: "server",
			message: `the text provider failed (HTTP ${status})`,
		};
	return {
		code: "unavailable",
		why: "not_json",
		message: "the text provider's answer is not a chat completion",
	};
}

/** Classifies whatever a call threw (§5). The server's own words stay out: they may repeat the key. */
export function callFailure(
	error: unknown,
	signals: { caller: AbortSignal | undefined; timeout: AbortSignal },
): CallFailure {
	if (signals.caller?.aborted)
		return {
			code: "unavailable",
			why: "aborted",
			message: "the draft was stopped",
		};
	if (signals.timeout.aborted)
		return {
			code: "unavailable",
			why: "timeout",
			message: "the text provider did not answer in time",
		};
	if (!APICallError.isInstance(error))
		return {
			code: "unavailable",
			why: "not_json",
			message: "the text provider's answer is not a chat completion",
		};
	if (error.statusCode === undefined)
		return {
			code: "unavailable",
			why: "network",
			message: "the text provider cannot be reached",
		};
	return ofStatus(error.statusCode, error);
}
