import { inflateSync } from "node:zlib";
import { AppError } from "@/lib/core/errors";

/** What is needed of a font to know what it can draw and how wide. */
export type FontFile = {
	data: Buffer;
	/** Glyph index by code point; absent means the font cannot draw it. */
	glyphs: ReadonlyMap<number, number>;
	/** Advance width in em by glyph index. */
	advances: readonly number[];
};

function tablesOf(woff: Buffer): Map<string, Buffer> {
	if (woff.toString("latin1", 0, 4) !== "wOFF")
		throw new AppError("misconfigured", "not a WOFF font file");
	const tables = new Map<string, Buffer>();
	for (let index = 0; index < woff.readUInt16BE(12); index += 1) {
		const entry = 44 + index * 20;
		const offset = woff.readUInt32BE(entry + 4);
		const packed = woff.readUInt32BE(entry + 8);
		const size = woff.readUInt32BE(entry + 12);
		const bytes = woff.subarray(offset, offset + packed);
		tables.set(
			woff.toString("latin1", entry, entry + 4),
			packed < size ? inflateSync(bytes) : bytes,
		);
	}
	return tables;
}

function tableOf(tables: Map<string, Buffer>, tag: string): Buffer {
	const table = tables.get(tag);
	if (table === undefined)
		throw new AppError("misconfigured", `the font has no ${tag} table`);
	return table;
}

/** Format 4 of the OpenType `cmap` table: segments of the basic plane. */
function readSegments(table: Buffer, glyphs: Map<number, number>): void {
	const count = table.readUInt16BE(6) / 2;
	const at = (block: number, index: number) =>
		14 + block * count * 2 + index * 2 + (block > 0 ? 2 : 0);
	for (let index = 0; index < count; index += 1) {
		const end = table.readUInt16BE(at(0, index));
		const start = table.readUInt16BE(at(1, index));
		const delta = table.readUInt16BE(at(2, index));
		const rangeAt = at(3, index);
		const range = table.readUInt16BE(rangeAt);
		for (let code = start; code <= end && code !== 0xffff; code += 1) {
			const raw =
				range === 0
					? code
					: table.readUInt16BE(rangeAt + range + (code - start) * 2);
			const glyph = raw === 0 ? 0 : (raw + delta) & 0xffff;
			if (glyph !== 0) glyphs.set(code, glyph);
		}
	}
}

function readGlyphs(cmap: Buffer): Map<number, number> {
	const glyphs = new Map<number, number>();
	for (let index = 0; index < cmap.readUInt16BE(2); index += 1) {
		const table = cmap.subarray(cmap.readUInt32BE(4 + index * 8 + 4));
		if (table.readUInt16BE(0) === 4) readSegments(table, glyphs);
	}
	return glyphs;
}

function readAdvances(tables: Map<string, Buffer>): number[] {
	const unitsPerEm = tableOf(tables, "head").readUInt16BE(18);
	const count = tableOf(tables, "hhea").readUInt16BE(34);
	const hmtx = tableOf(tables, "hmtx");
	return Array.from(
		{ length: count },
		(_, index) => hmtx.readUInt16BE(index * 4) / unitsPerEm,
	);
}

/** Reads coverage and widths of a WOFF 1.0 font. Throws `misconfigured` when it is none. */
export function readFontFile(data: Buffer): FontFile {
	const tables = tablesOf(data);
	return {
		data,
		glyphs: readGlyphs(tableOf(tables, "cmap")),
		advances: readAdvances(tables),
	};
}
