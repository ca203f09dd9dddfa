import { expect, test } from "vitest";
import { printed, table, tableOr } from "./report";

const REPORT = {
	ok: true,
	summary: ["done"],
	json: { runId: "r" },
	shownOnce: { summary: ["password p"], json: { password: "p" } },
};

test("JSON is one object on one line", () => {
	const text = printed(REPORT, { output: "json", trace: "t" });
	expect(text.endsWith("\n")).toBe(true);
	expect(text.trim().includes("\n")).toBe(false);
	expect(JSON.parse(text)).toEqual({
		ok: true,
		runId: "r",
		password: "p",
		trace: "t",
	});
});

test("a summary is lines", () => {
	expect(printed(REPORT, { output: "summary", trace: "t" })).toBe(
		"done\npassword p\n",
	);
});

test("a table aligns its columns", () => {
	expect(
		table([
			["a", "long", "x"],
			["bcd", "s", ""],
		]),
	).toEqual(["a    long  x", "bcd  s"]);
	expect(table([])).toEqual([]);
	expect(tableOr("no account yet", [])).toEqual(["no account yet"]);
	expect(tableOr("no account yet", [["acme"]])).toEqual(["acme"]);
});
