import { ZodError } from "zod";
import { AppError, type ErrorCode } from "@/lib/core/errors";

/** What anybody outside learns of an error. */
export type ErrorAnswer = {
	code: ErrorCode;
	message: string;
	fields?: Record<string, string>;
	details?: Record<string, unknown>;
	traceId: string;
	/** True when nobody foresaw it: to be logged, its message shown to nobody. */
	unforeseen: boolean;
};

export const STATUS: Record<ErrorCode, number> = {
	bad_input: 400,
	unauthenticated: 401,
	reauth_required: 401,
	forbidden: 403,
	not_found: 404,
	conflict: 409,
	refused: 422,
	throttled: 429,
	unavailable: 503,
	misconfigured: 500,
};

/** Maps whatever was thrown, once, for actions and routes alike. */
export function answerOf(error: unknown, traceId: string): ErrorAnswer {
	if (error instanceof AppError) {
		const { code, message, details } = error;
		return { code, message, details, traceId, unforeseen: false };
	}
	if (error instanceof ZodError) return badInput(error, traceId);
	return {
		code: "unavailable",
		message: "Something failed on our side. Nothing is known to be lost.",
		traceId,
		unforeseen: true,
	};
}

function badInput(error: ZodError, traceId: string): ErrorAnswer {
	const fields: Record<string, string> = {};
	for (const issue of error.issues) {
		const path = issue.path.join(".");
		fields[path] ??= issue.message;
	}
	const named = Object.entries(fields).map(([path, message]) =>
		path ? `${path}: ${message}` : message,
	);
	return {
		code: "bad_input",
		message: named.join("; "),
		fields,
		traceId,
		unforeseen: false,
	};
}
