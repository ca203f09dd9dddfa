import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { toCsv } from "./csv";

describe("toCsv", () => {
	test("quotes commas, quotes and line breaks", () => {
		expect(toCsv(["a", "b"], [['say "hi", you', "two\nlines"]])).toBe(
			'a,b\r\n"say ""hi"", you","two\nlines"\r\n',
		);
	});

	test("missing is empty, never 0", () => {
		expect(toCsv(["a", "b"], [[null, 0]])).toBe("a,b\r\n,0\r\n");
	});

	test("a negative number stays a number", () => {
		expect(toCsv(["delta"], [[-4.5]])).toBe("delta\r\n-4.5\r\n");
	});

	test.each([
		"=1+1",
		"+4917",
		"-2+3",
		"@SUM(A1)",
		"\t=1",
		" =1",
		"＝1",
		"\r=1",
	])("%j cannot run as a formula", (cell) => {
		const [, line = ""] = toCsv(["x"], [[cell]]).split("x\r\n");
		expect(line.replace(/^"/, "").startsWith("'")).toBe(true);
	});

	test("no text starts a cell as a formula", () => {
		fc.assert(
			fc.property(fc.string(), (cell) => {
				const body = toCsv(["x"], [[cell]])
					.slice(3)
					.replace(/^"/, "");
				return !/^[=+\-@\t]/.test(body);
			}),
		);
	});
});
