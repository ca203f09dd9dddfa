import { answerOf, STATUS } from "./error-answer";
import { logUnforeseen } from "./log";

export const NO_STORE = { "cache-control": "no-store" };

/** An error as a JSON answer, with `Retry-After` where there is a wait. */
export function errorResponse(error: unknown, trace: string): Response {
	const { unforeseen, details, ...answer } = answerOf(error, trace);
	if (unforeseen) logUnforeseen(trace, error);
	const retryAfterMs = details?.retryAfterMs;
	const headers =
		typeof retryAfterMs === "number"
			? { ...NO_STORE, "retry-after": String(Math.ceil(retryAfterMs / 1000)) }
			: NO_STORE;
	return Response.json(
		{ ok: false, ...answer },
		{ status: STATUS[answer.code], headers },
	);
}
