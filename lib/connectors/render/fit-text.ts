import { advanceOf, type Weight } from "./fonts";

const UNKNOWN_ADVANCE = 0.7;

type TextStyle = {
	weight: Weight;
	/** Extra space after each character, in em. */
	tracking: number;
	/** Line height as a multiple of the size. */
	leading: number;
};

export type TextBox = TextStyle & {
	maxWidth: number;
	maxHeight: number;
	minSize: number;
	maxSize: number;
	maxLines?: number;
};

export type FittedText = TextStyle & {
	size: number;
	lines: string[];
	/** Whether an ellipsis had to stand for the rest. */
	isCut: boolean;
};

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });
const graphemesOf = (text: string): string[] =>
	Array.from(graphemes.segment(text), (part) => part.segment);

/** Width in em; kerning is left out, which errs on the wide side. */
function widthInEm(text: string, style: TextStyle): number {
	let width = 0;
	for (const character of text) {
		const advance = advanceOf(character.codePointAt(0) ?? 0, style.weight);
		width += (advance ?? UNKNOWN_ADVANCE) + style.tracking;
	}
	return width;
}

function breakWord(word: string, maxEm: number, style: TextStyle): string[] {
	const parts: string[] = [];
	let part = "";
	for (const grapheme of graphemesOf(word)) {
		if (part !== "" && widthInEm(part + grapheme, style) > maxEm) {
			parts.push(part);
			part = "";
		}
		part += grapheme;
	}
	return [...parts, part];
}

/** Greedy lines within a width in em; null when a word is wider and must not, or cannot, be broken. */
function wrap(
	text: string,
	maxEm: number,
	style: TextStyle & { mayBreak: boolean },
): string[] | null {
	const lines: string[] = [];
	let line = "";
	for (const word of text.split(" ")) {
		const joined = line === "" ? word : `${line} ${word}`;
		if (widthInEm(joined, style) <= maxEm) {
			line = joined;
			continue;
		}
		if (line !== "") lines.push(line);
		line = word;
		if (widthInEm(word, style) <= maxEm) continue;
		if (!style.mayBreak) return null;
		const parts = breakWord(word, maxEm, style);
		if (parts.some((part) => widthInEm(part, style) > maxEm)) return null;
		line = parts.pop() ?? "";
		lines.push(...parts);
	}
	return [...lines, line];
}

/** The same number of lines, as evenly filled as they can be: no lonely last word. */
function balanced(
	text: string,
	lines: string[],
	maxEm: number,
	style: TextStyle,
): string[] {
	let best = lines;
	let low = maxEm * 0.5;
	let high = maxEm;
	for (let step = 0; step < 8; step += 1) {
		const middle = (low + high) / 2;
		const tried = wrap(text, middle, { ...style, mayBreak: false });
		if (tried !== null && tried.length <= lines.length) {
			best = tried;
			high = middle;
		} else low = middle;
	}
	return best;
}

const linesAllowed = (box: TextBox, size: number): number =>
	Math.max(
		1,
		Math.min(
			box.maxLines ?? Number.POSITIVE_INFINITY,
			Math.floor(box.maxHeight / (size * box.leading)),
		),
	);

function fitAt(
	text: string,
	box: TextBox & { mayBreak: boolean },
	size: number,
): string[] | null {
	if (size * box.leading > box.maxHeight) return null;
	const maxEm = box.maxWidth / size;
	const lines = wrap(text, maxEm, box);
	if (lines === null || lines.length > linesAllowed(box, size)) return null;
	return balanced(text, lines, maxEm, box);
}

function largest(
	text: string,
	box: TextBox & { mayBreak: boolean },
): FittedText | null {
	let low = box.minSize;
	let high = box.maxSize;
	let best: FittedText | null = null;
	while (low <= high) {
		const size = Math.floor((low + high) / 2);
		const lines = fitAt(text, box, size);
		if (lines === null) {
			high = size - 1;
			continue;
		}
		best = { ...styleOf(box), size, lines, isCut: false };
		low = size + 1;
	}
	return best;
}

function cutToFit(text: string, box: TextBox): FittedText {
	const size = box.minSize;
	const maxEm = box.maxWidth / size;
	const all = wrap(text, maxEm, { ...box, mayBreak: true }) ?? [text];
	const lines = all.slice(0, linesAllowed(box, size));
	const isCut = lines.length < all.length;
	if (isCut) {
		const last = graphemesOf(lines.pop() ?? "");
		while (last.length > 0 && widthInEm(`${last.join("")}…`, box) > maxEm)
			last.pop();
		lines.push(`${last.join("").replace(/[\s.,;:–—-]+$/, "")}…`);
	}
	return { ...styleOf(box), size, lines, isCut };
}

const styleOf = ({ weight, tracking, leading }: TextBox): TextStyle => ({
	weight,
	tracking,
	leading,
});

/**
 * The largest whole size at which a text fits its box, by binary search, with its lines. A word is
 * broken only where no size could hold it; what is too long even then ends in an ellipsis.
 */
export const fitText = (text: string, box: TextBox): FittedText =>
	largest(text, { ...box, mayBreak: false }) ??
	largest(text, { ...box, mayBreak: true }) ??
	cutToFit(text, box);

/** Several texts in like boxes, all at the size of the one that needs the smallest. */
export function fitAlike(texts: readonly string[], box: TextBox): FittedText[] {
	const sizes = texts.map((text) => fitText(text, box).size);
	const maxSize = Math.min(...sizes);
	return texts.map((text) => fitText(text, { ...box, maxSize }));
}

export const heightOf = (text: FittedText): number =>
	Math.ceil(text.lines.length * text.size * text.leading);
