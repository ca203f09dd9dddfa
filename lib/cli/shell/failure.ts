import { CommanderError } from "commander";
import { z } from "zod";
import { AppError, type ErrorCode, messageOf } from "@/lib/core/errors";

export type CliFailure = { exit: 1 | 2; code: string; message: string };

const BAD_USAGE: readonly ErrorCode[] = ["bad_input", "misconfigured"];
const PERSONAL: readonly ErrorCode[] = ["forbidden", "unauthenticated"];

const NEEDS_PERSON =
	"this needs a person: set SIGNALBOX_TOKEN to a personal access token";

/** What a command that threw tells its caller: 2 for bad usage, 1 for an operation that failed. */
export function cliFailureOf(error: unknown, hasToken: boolean): CliFailure {
	if (error instanceof CommanderError)
		return {
			exit: 2,
			code: "bad_input",
			message: error.message.replace(/^error: /, ""),
		};
	if (error instanceof z.ZodError)
		return { exit: 2, code: "bad_input", message: issuesOf(error).join("; ") };
	if (!(error instanceof AppError))
		return { exit: 1, code: "unavailable", message: messageOf(error) };
	const { code } = error;
	const hint = PERSONAL.includes(code) && !hasToken ? `; ${NEEDS_PERSON}` : "";
	return {
		exit: BAD_USAGE.includes(code) ? 2 : 1,
		code,
		message: `${error.message}${hint}`,
	};
}

/** Each issue with where it is. */
export const issuesOf = (error: z.ZodError): string[] =>
	error.issues.map(({ path, message }) =>
		path.length > 0 ? `${path.join(".")}: ${message}` : message,
	);
