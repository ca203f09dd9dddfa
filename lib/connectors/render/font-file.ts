import { parse } from "opentype.js";
import { AppError } from "@/lib/core/errors";

/** What is needed of a font to know what it can draw and how wide. */
export type FontFile = {
	data: Buffer;
	/** Advance width in em by code point; absent means the font cannot draw it. */
	advances: ReadonlyMap<number, number>;
};

/** Reads coverage and widths of a WOFF 1.0 font. Throws `misconfigured` when it is none. */
export function readFontFile(data: Buffer): FontFile {
	try {
		const font = parse(
			data.buffer.slice(data.byteOffset, data.byteOffset + data.length),
		);
		const advances = new Map<number, number>();
		for (let index = 0; index < font.glyphs.length; index += 1) {
			const { unicodes, advanceWidth = 0 } = font.glyphs.get(index);
			for (const code of unicodes)
				advances.set(code, advanceWidth / font.unitsPerEm);
		}
		return { data, advances };
	} catch (error) {
		throw new AppError("misconfigured", "not a WOFF font file", {}, error);
	}
}
