import { expect, test } from "vitest";
import { withAddress } from "./links";

test.each([
	[
		"a request\n/governance?window=1",
		"a request\nhttps://ops.example.org/governance?window=1",
	],
	[
		"/today\nand/or 24/7 /today",
		"https://ops.example.org/today\nand/or 24/7 /today",
	],
	["//elsewhere.example", "https://ops.example.org//elsewhere.example"],
])("a path on a line of its own becomes a link: %j", (text, said) => {
	expect(withAddress(text, "https://ops.example.org/")).toBe(said);
});

test("without an address the path stays", () => {
	expect(withAddress("/governance", undefined)).toBe("/governance");
});
