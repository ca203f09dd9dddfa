import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fitAlike, fitText, heightOf, type TextBox } from "./fit-text";
import { advanceOf } from "./fonts";
import { imageText, missingGlyphs } from "./image-text";

const BOX: TextBox = {
	weight: 800,
	tracking: -0.03,
	leading: 1.06,
	maxWidth: 888,
	maxHeight: 600,
	minSize: 36,
	maxSize: 138,
};

const widthOf = (line: string, size: number): number =>
	[...line].reduce(
		(sum, character) =>
			sum +
			((advanceOf(character.codePointAt(0) ?? 0, 800) ?? 0.7) + BOX.tracking) *
				size,
		0,
	);

describe("fitText", () => {
	it("sets a short text large and a longer one smaller, whole", () => {
		const short = fitText("Less.", BOX);
		const long = fitText(
			"A sentence that is quite a bit longer than the first. ".repeat(4).trim(),
			BOX,
		);
		expect(short).toMatchObject({ size: 138, lines: ["Less."], isCut: false });
		expect(long.size).toBeLessThan(short.size);
		expect(long.isCut).toBe(false);
	});

	it("leaves no lonely last word", () => {
		const { lines } = fitText("What would you change first about it", {
			...BOX,
			maxSize: 80,
		});
		expect(lines.at(-1)?.split(" ").length).toBeGreaterThan(1);
	});

	it("breaks a word only when no size holds it, and cuts only what is too long even then", () => {
		const word = "x".repeat(120);
		const broken = fitText(word, BOX);
		expect(broken.isCut).toBe(false);
		expect(broken.lines.join("")).toBe(word);
		const cut = fitText("much too long ".repeat(200).trim(), BOX);
		expect(cut).toMatchObject({ size: 36, isCut: true });
		expect(cut.lines.at(-1)).toMatch(/\w…$/);
	});

	it("sets a character of many parts no larger than its box is wide", () => {
		const text = fitText('𝅘𝅥𝅮Ѡ"𝅘𝅥𝅮', { ...BOX, maxWidth: 200, maxHeight: 322 });
		for (const line of text.lines)
			expect(widthOf(line, text.size)).toBeLessThanOrEqual(201);
	});

	it("keeps any text inside its box", () => {
		const box = fc.record({
			maxWidth: fc.integer({ min: 200, max: 900 }),
			maxHeight: fc.integer({ min: 60, max: 800 }),
		});
		fc.assert(
			fc.property(
				fc.string({ unit: "grapheme", maxLength: 400 }),
				box,
				(raw, size) => {
					const text = fitText(imageText(raw), { ...BOX, ...size });
					expect(heightOf(text)).toBeLessThanOrEqual(size.maxHeight + 1);
					for (const line of text.lines)
						expect(widthOf(line, text.size)).toBeLessThanOrEqual(
							size.maxWidth + 1,
						);
				},
			),
			{ numRuns: 300 },
		);
	});

	it("sets points alike", () => {
		const texts = fitAlike(["short", "a much longer point ".repeat(8).trim()], {
			...BOX,
			maxHeight: 120,
		});
		expect(new Set(texts.map((text) => text.size)).size).toBe(1);
	});
});

describe("imageText", () => {
	it("leaves emoji and invisible characters out, and nothing else", () => {
		expect(imageText("Go 🚀 now 👩🏽‍💻 🇩🇪! 1️⃣ Acme™ ©2026 #1")).toBe(
			"Go now! Acme™ ©2026 #1",
		);
		expect(imageText("a\u202eb\u200bc\u0000")).toBe("abc");
	});
	it("names what no font can draw, once", () => {
		expect(
			missingGlyphs(["Ещё Ωmega Đường ść", imageText("“a” – 50 € → ½")]),
		).toEqual([]);
		expect(missingGlyphs(["שלום ש 中"])).toEqual(["ש", "ל", "ו", "ם", "中"]);
	});
});
