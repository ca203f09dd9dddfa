import { advanceOf } from "./fonts";

/** Emoji with everything that belongs to them; the signs ©, ® and ™ are letters to us. */
const EMOJI =
	/(?![©®™])(?:\p{Regional_Indicator}{2}|[0-9#*]\u{fe0f}?\u{20e3}|\p{Extended_Pictographic}(?:\u{fe0f}|\p{Emoji_Modifier}|[\u{e0020}-\u{e007f}])*(?:\u{200d}\p{Extended_Pictographic}(?:\u{fe0f}|\p{Emoji_Modifier})*)*|\p{Emoji_Modifier})/gu;

const INVISIBLE = /\p{Cc}|\p{Cs}|\p{Cf}|[\u{fe00}-\u{fe0f}]/gu;

/** Signs that our fonts lack and writers like, with the nearest that they have. */
const STAND_INS: readonly [RegExp, string][] = [
	[/[→⇒➔➜]/gu, "›"],
	[/[✓●▪‣]/gu, "•"],
];

const withStandIns = (text: string): string =>
	STAND_INS.reduce((done, [sign, other]) => done.replace(sign, other), text);

/** Text as it is drawn: composed, without emoji (they stay in the caption) and invisible characters. */
export const imageText = (text: string): string =>
	withStandIns(text.normalize("NFC"))
		.replace(/\s+/g, " ")
		.replace(EMOJI, " ")
		.replace(INVISIBLE, "")
		.replace(/ +/g, " ")
		.replace(/ ([.,;:!?…])/g, "$1")
		.trim();

/** The characters of a prepared text that no font can draw, each once, in order of appearance. */
export function missingGlyphs(texts: readonly string[]): string[] {
	const characters = new Set(texts.join(" "));
	return [...characters].filter(
		(character) =>
			character !== " " &&
			advanceOf(character.codePointAt(0) ?? 0, 500) === null,
	);
}
