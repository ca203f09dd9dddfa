import { folded } from "./normalise";

function trigrams(text: string): Set<string> {
	const letters = folded(text)
		.replace(/[#@][\p{L}\p{M}\p{N}_.]+/gu, " ")
		.replace(/[^\p{L}\p{M}\p{N}]+/gu, " ")
		.trim();
	const padded = ` ${letters} `;
	const grams = new Set<string>();
	if (letters === "") return grams;
	for (let at = 0; at + 3 <= padded.length; at += 1)
		grams.add(padded.slice(at, at + 3));
	return grams;
}

/** Jaccard similarity of two texts' letter trigrams, 0 to 1, hashtags and mentions left out (§5). */
function similarity(a: string, b: string): number {
	const [left, right] = [trigrams(a), trigrams(b)];
	if (left.size === 0 || right.size === 0) return 0;
	let shared = 0;
	for (const gram of left) if (right.has(gram)) shared += 1;
	return shared / (left.size + right.size - shared);
}

/** The earlier text that this one repeats most closely, if it reaches the bound. */
export function nearestDuplicate(
	text: string,
	earlier: readonly string[],
	bound: number,
): { text: string; similarity: number } | null {
	return earlier
		.map((other) => ({ text: other, similarity: similarity(text, other) }))
		.filter((match) => match.similarity >= bound)
		.reduce<{ text: string; similarity: number } | null>(
			(best, match) =>
				best === null || match.similarity > best.similarity ? match : best,
			null,
		);
}
