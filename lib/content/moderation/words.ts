import {
	englishDataset,
	englishRecommendedTransformers,
	RegExpMatcher,
} from "obscenity";
import {
	excerptAt,
	folded,
	joinedWords,
	spelledOut,
	visible,
} from "./normalise";

const matcher = new RegExpMatcher({
	...englishDataset.build(),
	...englishRecommendedTransformers,
});

const escaped = (text: string): string =>
	text.replace(/[.*+?^${}()|[\]\\]/gu, "\\$&");

/** A text with some whole words blanked out, every other character in its place. */
function without(text: string, words: readonly string[]): string {
	if (words.length === 0) return text;
	const pattern = `(?<![\\p{L}\\p{N}])(?:${words.map(escaped).join("|")})(?![\\p{L}\\p{N}])`;
	return text.replace(new RegExp(pattern, "giu"), (word) =>
		" ".repeat(word.length),
	);
}

/** The first English profanity in a text, written plainly, in leetspeak or pulled apart (§5). */
export function findProfanity(
	text: string,
	innocent: readonly string[],
): string | null {
	const plain = without(visible(text), innocent);
	const [hit] = matcher.getAllMatches(plain, true);
	if (hit)
		return excerptAt(plain, hit.startIndex, hit.endIndex - hit.startIndex + 1);
	const spelled = spelledOut(plain).find((word) => matcher.hasMatch(word));
	if (spelled) return spelled;
	// A joined word counts only when all of it is the hit: `push-it` is no profanity.
	return (
		joinedWords(plain).find((word) =>
			matcher
				.getAllMatches(word)
				.some(
					(match) =>
						match.startIndex === 0 && match.endIndex === word.length - 1,
				),
		) ?? null
	);
}

/** The first of some whole words or phrases, compared without case, accents and tricks. */
export function findWord(
	text: string,
	words: readonly string[],
): string | null {
	const plain = folded(text);
	const pulledApart = spelledOut(plain).join(" ");
	for (const word of words) {
		const wanted = folded(word).trim();
		if (wanted === "") continue;
		const pattern = new RegExp(
			`(?<![\\p{L}\\p{N}])${escaped(wanted)}(?![\\p{L}\\p{N}])`,
			"u",
		);
		const hit = pattern.exec(plain);
		if (hit) return excerptAt(plain, hit.index, wanted.length);
		if (pattern.test(pulledApart)) return wanted;
	}
	return null;
}

/** The first hit of some patterns over the folded text. Throws on a pattern that is none. */
export function findPattern(
	text: string,
	patterns: readonly string[],
): string | null {
	const plain = folded(text);
	for (const pattern of patterns) {
		const hit = new RegExp(`(?<![\\p{L}\\p{N}])(?:${pattern})`, "iu").exec(
			plain,
		);
		if (hit) return excerptAt(plain, hit.index, hit[0].length);
	}
	return null;
}
