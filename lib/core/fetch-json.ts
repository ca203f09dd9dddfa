import { AppError, ERROR_CODES } from "./errors";

const isObject = (value: unknown): value is Record<string, unknown> =>
	typeof value === "object" && value !== null;

/** The error that a route of ours answered, or what can be said of one that is not ours. */
function errorOf(status: number, body: unknown): AppError {
	const answer = isObject(body) ? body : {};
	const code = ERROR_CODES.find((known) => known === answer.code);
	const message =
		typeof answer.message === "string"
			? answer.message
			: `the server answered ${status}`;
	return new AppError(code ?? "unavailable", message, {
		traceId: answer.traceId ?? null,
	});
}

/** Reads a view from a GET route of ours; throws `AppError`. `T` is what that route answers. */
export async function fetchJson<T>(path: string): Promise<T> {
	const response = await fetch(path, {
		headers: { accept: "application/json" },
	});
	const body: unknown = await response.json().catch(() => null);
	if (!response.ok) throw errorOf(response.status, body);
	// The route and its query name the same view: this is where the wire's type is trusted.
	return body as T;
}
