import { expect, test } from "vitest";
import { auditHref, filterOf, parseAuditParams } from "./filter-of";

test("the address says whom, what, about which and when; days are whole days of the account's zone", () => {
	const asked = {
		actor: "p1",
		action: "post.",
		subject: "post",
		id: "0af3",
		trace: "t1",
		from: "2026-10-24",
		to: "2026-10-25",
		cursor: "17",
	};
	const params = parseAuditParams(asked);
	expect(filterOf(params, "Europe/Berlin")).toEqual({
		actorId: "p1",
		action: "post.",
		subjectType: "post",
		subjectIdPart: "0af3",
		trace: "t1",
		from: new Date("2026-10-23T22:00:00Z"),
		// The day on which the clocks go back is 25 hours long.
		to: new Date("2026-10-25T23:00:00Z"),
		beforeSeq: 17n,
	});
	expect(auditHref(params, { cursor: null, row: "9" })).toBe(
		"/audit?actor=p1&action=post.&subject=post&id=0af3&trace=t1&from=2026-10-24&to=2026-10-25&row=9",
	);
});

test("what cannot be understood counts as not asked", () => {
	const odd = { actor: ["a", "b"], from: "yesterday", cursor: "-1", row: "x" };
	expect(filterOf(parseAuditParams(odd), "UTC")).toEqual(
		filterOf(parseAuditParams({}), "UTC"),
	);
});
