import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decodeText, parseCsv } from "./csv";
import { readPostRows } from "./rows";

const HEAD = "Impressions,Saves,Profile Visits,Caption,Hashtags";

describe("CSV", () => {
	test("quoted cells hold commas, quotes and line breaks; lines are counted", () => {
		const records = parseCsv('a,b\r\n"x, ""y""\nz",2\n\nlast,3');
		expect(records).toEqual([
			{ line: 1, cells: ["a", "b"] },
			{ line: 2, cells: ['x, "y"\nz', "2"] },
			{ line: 5, cells: ["last", "3"] },
		]);
	});

	test("whatever is written is read back", () => {
		const cell = fc.string().filter((text) => !text.includes("\r"));
		fc.assert(
			fc.property(
				fc.array(fc.array(cell, { minLength: 2, maxLength: 4 })),
				(rows) => {
					const kept = rows.filter((row) => row.some((one) => one.trim()));
					const text = rows
						.map((row) =>
							row.map((one) => `"${one.replaceAll('"', '""')}"`).join(","),
						)
						.join("\n");
					expect(parseCsv(text).map(({ cells }) => cells)).toEqual(kept);
				},
			),
		);
	});

	test("old spreadsheets write Windows-1252", () => {
		expect(decodeText(Uint8Array.of(0x63, 0x61, 0x66, 0xe9))).toBe("café");
		expect(decodeText(new TextEncoder().encode("café"))).toBe("café");
	});
});

describe("posts", () => {
	test("have caption with hashtags, metrics by what they mean, and no invented zero", () => {
		const { rows, faults } = readPostRows(
			`\ufeff${HEAD}\n3920,,35,Bread  first,#a\u00a0#b\n`,
		);
		expect(faults).toEqual([]);
		expect(rows).toHaveLength(1);
		expect(rows[0]).toMatchObject({
			line: 2,
			title: "Bread first",
			caption: "Bread first\n\n#a #b",
			publishedAt: null,
			metrics: { views: 3920, profileVisits: 35 },
		});
		expect(rows[0]?.metrics).not.toHaveProperty("saves");
	});

	test("are told apart by id, else by text and time, else by the whole line", () => {
		const ids = (text: string) =>
			readPostRows(text).rows.map(({ mediaId }) => mediaId);
		expect(ids("Media ID,Likes,Caption\n17,1,x")).toEqual(["17"]);
		const [one, same, other] = ids(
			"Date,Likes,Caption\n2026-01-01,1,x\n2026-01-01,2,x\n2026-01-02,1,x",
		);
		expect(one).toBe(same);
		expect(one).not.toBe(other);
		const [first, second] = ids("Likes,Caption\n1,x\n2,x");
		expect(first).not.toBe(second);
	});

	test.each([
		["3920,1,35,,#a", "the caption is empty"],
		["x,1,35,Bread,#a", "x is no whole number"],
		["-5,1,35,Bread,#a", "-5 is no whole number"],
		["1.5,1,35,Bread,#a", "1.5 is no whole number"],
		[",,,Bread,#a", "it has no metric"],
		["1,2,3,Bread", "4 cells instead of 5"],
		[`1,2,3,${"x".repeat(2201)},`, "longer than 2200"],
	])("a line like %j is named with its number", (line, fault) => {
		const { rows, faults } = readPostRows(`${HEAD}\n1,1,1,Good,#a\n${line}\n`);
		expect(rows).toHaveLength(1);
		expect(faults).toEqual([
			{ line: 3, fault: expect.stringContaining(fault) },
		]);
	});

	test.each([
		["", "it is empty"],
		["Likes,Shares\n1,2", "there is no column Caption"],
		["Caption,Colour\nx,red", "there is no column with a metric"],
		["<html><body>Not found</body></html>", "there is no column Caption"],
	])("a file like %j is refused at its head", (text, fault) => {
		const { rows, faults } = readPostRows(text);
		expect(rows).toEqual([]);
		expect(faults[0]?.fault).toContain(fault);
	});

	test.each([
		["2026-01-05", "2026-01-05T00:00:00.000Z"],
		["2026-01-05 10:00", "2026-01-05T10:00:00.000Z"],
		["2026-01-05T10:00:00+02:00", "2026-01-05T08:00:00.000Z"],
	])("the time %s is %s", (text, at) => {
		const { rows } = readPostRows(`Date,Likes,Caption\n${text},1,x`);
		expect(rows[0]?.publishedAt).toBe(at);
	});
});
