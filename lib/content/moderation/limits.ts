import type { ModerationInput, Strike } from "./model";
import { excerptAt, visible } from "./normalise";
import type { RuleSet } from "./rules";

const HASHTAG = /(?<![\p{L}\p{N}_&])#[\p{L}\p{M}\p{N}_]+/gu;
const MENTION =
	/(?<![\p{L}\p{N}_.])@[\p{L}\p{N}_](?:[\p{L}\p{N}_.]*[\p{L}\p{N}_])?/gu;

const struckIf = (condition: boolean, excerpt: string): string | null =>
	condition ? excerpt : null;

/** The caption as it is sent: hashtags that it does not hold yet stand at its end. */
function sentCaption(input: ModerationInput): string {
	const held = new Set(
		(input.caption.match(HASHTAG) ?? []).map((tag) => tag.toLowerCase()),
	);
	const added = input.hashtags
		.map((tag) => `#${tag.replace(/^#/u, "")}`)
		.filter((tag) => tag !== "#" && !held.has(tag.toLowerCase()));
	return [input.caption, added.join(" ")].filter(Boolean).join("\n\n");
}

/** What the platform itself would refuse (§1.1). */
export function limitStrikes(
	input: ModerationInput,
	{ limits }: RuleSet,
): Strike[] {
	const caption = sentCaption(input);
	const hashtags = caption.match(HASHTAG)?.length ?? 0;
	const mentions = caption.match(MENTION)?.length ?? 0;
	const ends = (text: string) => excerptAt(text, text.length, 0);
	return [
		[
			"caption_empty",
			"the caption is empty",
			struckIf(visible(input.caption).trim() === "", ""),
		],
		[
			"caption_length",
			`${caption.length} characters with its hashtags, ${limits.caption} are allowed`,
			struckIf(caption.length > limits.caption, ends(caption)),
		],
		[
			"alt_text_length",
			`${input.altText.length} characters of alternative text, ${limits.altText} are allowed`,
			struckIf(input.altText.length > limits.altText, ends(input.altText)),
		],
		[
			"hashtag_count",
			`${hashtags} hashtags, ${limits.hashtags} are allowed`,
			struckIf(hashtags > limits.hashtags, `${hashtags}`),
		],
		[
			"mention_count",
			`${mentions} mentions, ${limits.mentions} are allowed`,
			struckIf(mentions > limits.mentions, `${mentions}`),
		],
	];
}
