import { visible } from "./normalise";

const countOf = (text: string, pattern: RegExp): number =>
	text.match(pattern)?.length ?? 0;

/** Whether a text shouts: enough cased letters, and too large a share of them capitals. */
export function isShouting(
	text: string,
	bounds: { minLetters: number; share: number },
): boolean {
	const plain = visible(text).replace(/[#@][\p{L}\p{N}_]+/gu, " ");
	const capitals = countOf(plain, /\p{Lu}/gu);
	const letters = capitals + countOf(plain, /\p{Ll}/gu);
	return letters >= bounds.minLetters && capitals / letters > bounds.share;
}

const SCRIPTS: readonly [RegExp, readonly string[]][] = [
	[
		/\p{Script=Latin}/gu,
		"cs da de en es et fi fr hr hu id it lt lv nl no pl pt ro sk sl sv tr vi".split(
			" ",
		),
	],
	[/\p{Script=Cyrillic}/gu, ["be", "bg", "mk", "ru", "uk"]],
	[/\p{Script=Greek}/gu, ["el"]],
	[/\p{Script=Arabic}/gu, ["ar", "fa", "ur"]],
	[/\p{Script=Hebrew}/gu, ["he"]],
	[/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu, ["ja", "zh"]],
	[/\p{Script=Hangul}/gu, ["ko"]],
	[/\p{Script=Devanagari}/gu, ["hi", "mr"]],
];

/**
 * Whether a text is plainly not in its language, judged by the writing system alone; languages that
 * share one are not told apart, an unknown language is never a mismatch.
 */
export function isForeignScript(
	text: string,
	language: string,
	bounds: { minLetters: number; share: number },
): boolean {
	const code = language.toLowerCase().split(/[-_]/u)[0] ?? "";
	const script = SCRIPTS.find(([, codes]) => codes.includes(code))?.[0];
	const plain = visible(text);
	const letters = countOf(plain, /\p{L}/gu);
	if (script === undefined || letters < bounds.minLetters) return false;
	return countOf(plain, script) / letters < bounds.share;
}
