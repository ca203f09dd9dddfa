import { expect, test } from "vitest";
import { canonicalJson, type Json } from "./canonical-json";

// Vectors of RFC 8785 §3.2.2.2 and RFC 8785 §3.2.3. Ours takes integers only and writes strings in NFC, hence neither
// the fractions of RFC 8785 §3.2.2.3 nor the key U+FB33, which NFC takes apart.
test("strings are escaped as in RFC 8785", () => {
	expect(canonicalJson("\u20ac$\u000f\u000aA'\u0042\u0022\u005c\\\"/")).toBe(
		'"\u20ac$\\u000f\\nA\'B\\"\\\\\\\\\\"/"',
	);
});

test("keys are sorted by UTF-16 code unit, as in RFC 8785", () => {
	const value = {
		"\u20ac": "Euro Sign",
		"\r": "Carriage Return",
		"1": "One",
		"\ud83d\ude00": "Emoji: Grinning Face",
		"\u0080": "Control",
		"\u00f6": "Latin Small Letter O With Diaeresis",
	};
	expect(Object.values(JSON.parse(canonicalJson(value)) as object)).toEqual([
		"One",
		"Carriage Return",
		"Control",
		"Latin Small Letter O With Diaeresis",
		"Euro Sign",
		"Emoji: Grinning Face",
	]);
	expect(canonicalJson(value).startsWith('{"\\r":"Carriage Return","1":')).toBe(
		true,
	);
});

test("literals and nesting are those of RFC 8785", () => {
	const value: Json = { literals: [null, true, false], numbers: [4, 0, -1] };
	expect(canonicalJson(value)).toBe(
		'{"literals":[null,true,false],"numbers":[4,0,-1]}',
	);
});

test.each([4.5, 1e30, Number.NaN])("%d is refused", (value) => {
	expect(() => canonicalJson(value)).toThrow("not canonical");
});
