import { expect, test } from "vitest";
import type { TamperKind } from "@/lib/audit/verify/chain";
import { isNewFault } from "./fault";

const edit = { kind: "edit", seq: "5" };

test.each<[string, Record<string, string>, TamperKind, string, boolean]>([
	["the same again", edit, "edit", "5", false],
	["another event", edit, "edit", "3", true],
	["another kind", edit, "truncated", "5", true],
	[
		"a cut chain that went on",
		{ kind: "truncated", seq: "5" },
		"truncated",
		"7",
		false,
	],
	["an incident of which nothing is known", {}, "edit", "5", true],
])("%s", (_, known, kind, seq, expected) => {
	expect(isNewFault(known, { kind, seq })).toBe(expected);
});
