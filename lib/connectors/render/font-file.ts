import { create } from "fontkit";
import { AppError } from "@/lib/core/errors";

/** What is needed of a font to know what it can draw and how wide. */
export type FontFile = {
	data: Buffer;
	/** Advance width in em by code point; absent means the font cannot draw it. */
	advances: ReadonlyMap<number, number>;
};

/** Reads coverage and widths of a font. Throws `misconfigured` when it is none, or a collection. */
export function readFontFile(data: Buffer): FontFile {
	const font = create(data);
	if (!("characterSet" in font))
		throw new AppError("misconfigured", "not a font file");
	const { characterSet, unitsPerEm } = font;
	const advances = new Map(
		characterSet.map((code) => [
			code,
			font.glyphForCodePoint(code).advanceWidth / unitsPerEm,
		]),
	);
	return { data, advances };
}
