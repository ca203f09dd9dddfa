import { expect, it } from "vitest";
import { z } from "zod";
import { AppError, ERROR_CODES } from "@/lib/core/errors";
import { tooManyAttempts } from "@/lib/core/too-many-tries";
import { answerOf } from "./error-answer";
import { errorResponse } from "./error-response";

it("hands on what we said ourselves", () => {
	expect(answerOf(new AppError("conflict", "changed meanwhile"), "t")).toEqual({
		code: "conflict",
		message: "changed meanwhile",
		details: {},
		traceId: "t",
		unforeseen: false,
	});
});

it("names every field of a bad input, the first fault of each", () => {
	const schema = z.object({
		slots: z.array(z.string().min(5, "too short").regex(/:/, "no colon")),
		name: z.string("a name is needed"),
	});
	const { error } = schema.safeParse({ slots: ["09:30", "9"] });
	const answer = answerOf(error, "t");
	expect(answer).toMatchObject({
		code: "bad_input",
		fields: { "slots.1": "too short", name: "a name is needed" },
	});
});

it("shows nothing of an error that nobody foresaw", () => {
	const answer = answerOf(new Error("password=hunter2 at 10.0.0.1"), "t");
	expect(answer.unforeseen).toBe(true);
	expect(JSON.stringify(answer)).not.toContain("hunter2");
});

it("answers every code with a status of its kind and nothing cached", async () => {
	for (const code of ERROR_CODES) {
		const response = errorResponse(new AppError(code, "no"), "t");
		expect(response.status).toBeGreaterThanOrEqual(400);
		expect(response.headers.get("cache-control")).toBe("no-store");
		expect(await response.json()).toMatchObject({ ok: false, code });
	}
});

it("says how long to wait in whole seconds (T4)", () => {
	const response = errorResponse(tooManyAttempts(29_100), "t");
	expect(response.status).toBe(429);
	expect(response.headers.get("retry-after")).toBe("30");
});
