import { AppError } from "./errors";

/** The refusal of somebody who tried too often, in whole seconds. */
export function tooManyAttempts(retryAfterMs: number): AppError {
	const seconds = Math.ceil(retryAfterMs / 1000);
	return new AppError(
		"throttled",
		`Too many tries. Wait ${seconds} s and try again.`,
		{ retryAfterMs },
	);
}
