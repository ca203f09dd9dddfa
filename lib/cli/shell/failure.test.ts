import { CommanderError } from "commander";
import { expect, test } from "vitest";
import { z } from "zod";
import { AppError, ERROR_CODES } from "@/lib/core/errors";
import { cliFailureOf } from "./failure";

const BAD_USAGE = ["bad_input", "misconfigured"];

test.each(ERROR_CODES)("%s has its exit code and keeps its name", (code) => {
	const failure = cliFailureOf(new AppError(code, "no"), true);
	expect(failure).toEqual({
		exit: BAD_USAGE.includes(code) ? 2 : 1,
		code,
		message: "no",
	});
});

test("what only a person may do says how to be one, unless one is", () => {
	const error = new AppError("forbidden", "cli may not do this");
	expect(cliFailureOf(error, false).message).toContain("set SIGNALBOX_TOKEN");
	expect(cliFailureOf(error, true).message).toBe("cli may not do this");
});

test("an input that does not parse names the field", () => {
	const parsed = z.object({ reason: z.string() }).safeParse({});
	expect(cliFailureOf(parsed.error, true)).toMatchObject({
		exit: 2,
		code: "bad_input",
		message: expect.stringContaining("reason: "),
	});
});

test("anything else is a failed operation", () => {
	expect(cliFailureOf(new TypeError("fetch failed"), true)).toEqual({
		exit: 1,
		code: "unavailable",
		message: "fetch failed",
	});
});

test("of a database error's many lines the last one says what happened", () => {
	const error = new Error(
		"\nInvalid `db.post` call in\n  53 db\n\nno answer\n",
	);
	error.name = "PrismaClientKnownRequestError";
	expect(cliFailureOf(error, true).message).toBe("no answer");
});

test("a usage error loses its prefix", () => {
	const error = new CommanderError(1, "x", "error: unknown option '--x'");
	expect(cliFailureOf(error, true)).toEqual({
		exit: 2,
		code: "bad_input",
		message: "unknown option '--x'",
	});
});
