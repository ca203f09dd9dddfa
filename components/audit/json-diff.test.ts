import { expect, test } from "vitest";
import { diffOf } from "./json-diff";

const lines = (before: Parameters<typeof diffOf>[0], after: typeof before) =>
	diffOf(before, after).map(
		({ path, kind, before, after }) =>
			`${path}: ${kind} ${before ?? "∅"} → ${after ?? "∅"}`,
	);

test("changed, added, removed and same values, in order", () => {
	expect(
		lines(
			{ caption: "old", slot: "09:30", flags: ["a"] },
			{ caption: "new", slot: "09:30", note: "x", flags: [] },
		),
	).toEqual([
		"caption: changed old → new",
		"slot: same 09:30 → 09:30",
		"flags.0: removed a → ∅",
		"note: added ∅ → x",
		"flags: added ∅ → []",
	]);
});

test("what came from nothing is added, and null is a value inside", () => {
	expect(lines(null, { cap: null, on: true })).toEqual([
		"cap: added ∅ → null",
		"on: added ∅ → true",
	]);
});

test("nothing on either side is no difference", () => {
	expect(diffOf(null, null)).toEqual([]);
});

test("the text null is not the value null", () => {
	expect(diffOf({ a: "null" }, { a: "none" })).toHaveLength(1);
});
