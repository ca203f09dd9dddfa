import { describe, expect, test } from "vitest";
import {
	type ActionRefusal,
	type ActionResult,
	runWithReauth,
	toastLines,
} from "./action-result";

const ASKS: ActionRefusal = {
	ok: false,
	code: "reauth_required",
	message: "Your password again, please",
};

function answers(...results: ActionResult[]) {
	const left = [...results];
	return async () => left.shift() ?? { ok: true, message: "called too often" };
}

describe("runWithReauth", () => {
	test("runs the same action again after the password", async () => {
		const act = answers(ASKS, { ok: true, value: 7 });
		const result = await runWithReauth(act, async () => true);
		expect(result).toEqual({ ok: true, value: 7 });
	});

	test("a cancelled question leaves the refusal", async () => {
		const act = answers(ASKS, { ok: true });
		expect(await runWithReauth(act, async () => false)).toBe(ASKS);
	});

	test("asks once, never in a circle", async () => {
		let asked = 0;
		const act = answers(ASKS, ASKS);
		await runWithReauth(act, async () => ++asked > 0);
		expect(asked).toBe(1);
	});

	test("other refusals ask nothing", async () => {
		const refusal = { ...ASKS, code: "conflict" as const };
		const result = await runWithReauth(answers(refusal), () =>
			Promise.reject(new Error("asked")),
		);
		expect(result).toBe(refusal);
	});
});

test("a message names the audit event or the trace", () => {
	expect(toastLines({ ok: true, message: "Halted", auditSeq: 812 })).toEqual({
		title: "Halted",
		description: "Audit event 812",
	});
	expect(toastLines({ ...ASKS, traceId: "t-1" }).description).toBe(
		"Trace ID t-1",
	);
});
