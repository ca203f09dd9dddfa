import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { Font } from "satori";
import { type FontFile, readFontFile } from "./font-file";

/** Latin first: where two subsets share a character, the first draws it. */
const SUBSETS = [
	"latin",
	"latin-ext",
	"cyrillic",
	"cyrillic-ext",
	"greek",
	"greek-ext",
	"vietnamese",
] as const;

const WEIGHTS = [500, 700, 800] as const;
export type Weight = (typeof WEIGHTS)[number];

const familyOf = (subset: string): string => `Inter ${subset}`;
export const FONT_FAMILY = SUBSETS.map(familyOf).join(", ");

type FontSet = {
	satori: Font[];
	byWeight: Readonly<Record<Weight, readonly FontFile[]>>;
};

function loadWeight(folder: string, weight: Weight): FontFile[] {
	return SUBSETS.map((subset) =>
		readFontFile(
			readFileSync(join(folder, `inter-${subset}-${weight}-normal.woff`)),
		),
	);
}

let loaded: FontSet | undefined;

/** The fonts, read once per process; satori caches its own parse by the identity of the list. */
export function loadFonts(): FontSet {
	if (loaded) return loaded;
	const resolve = createRequire(join(process.cwd(), "package.json")).resolve;
	const folder = join(
		dirname(resolve("@fontsource/inter/package.json")),
		"files",
	);
	const byWeight = {
		500: loadWeight(folder, 500),
		700: loadWeight(folder, 700),
		800: loadWeight(folder, 800),
	};
	const satori = WEIGHTS.flatMap((weight) =>
		byWeight[weight].map(
			(file, index): Font => ({
				name: familyOf(SUBSETS[index] ?? "latin"),
				data: file.data,
				weight,
				style: "normal",
			}),
		),
	);
	loaded = { satori, byWeight };
	return loaded;
}

/** Advance of one code point in em, or null when no subset can draw it. */
export function advanceOf(codePoint: number, weight: Weight): number | null {
	for (const file of loadFonts().byWeight[weight]) {
		const advance = file.advances.get(codePoint);
		if (advance !== undefined) return advance;
	}
	return null;
}
