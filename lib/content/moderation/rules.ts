import { z } from "zod";

export const RULE_NAMES = [
	"profanity",
	"harm",
	"banned_word",
	"banned_claim",
	"claim",
	"caption_empty",
	"caption_length",
	"alt_text_length",
	"hashtag_count",
	"mention_count",
	"link",
	"phone",
	"email",
	"all_caps",
	"near_duplicate",
	"injection_echo",
	"ai_disclosure",
	"language_mismatch",
] as const;

const RuleSeverity = z.enum(["hold", "reject"]);
const Pattern = z.string().min(1);
const Share = z.number().min(0).max(1);

/** One version of the rules: plain data, so that compliance can patch it and every verdict can name it. */
export const RuleSet = z.object({
	version: z.string().min(1),
	severities: z.record(z.enum(RULE_NAMES), RuleSeverity),
	/** Whole words that are never published, beside the English word list. */
	words: z.array(Pattern),
	/** Innocent words that the English word list would strike. */
	innocent: z.array(Pattern),
	/** Patterns (case-insensitive, matched from a word's start) over the folded text. */
	harm: z.array(Pattern),
	claims: z.array(Pattern),
	injections: z.array(Pattern),
	limits: z.object({
		caption: z.number().int().positive(),
		altText: z.number().int().positive(),
		hashtags: z.number().int().nonnegative(),
		mentions: z.number().int().nonnegative(),
	}),
	allCaps: z.object({ minLetters: z.number().int().positive(), share: Share }),
	/** Trigram Jaccard similarity from which a caption repeats an earlier one. */
	nearDuplicate: Share,
	language: z.object({ minLetters: z.number().int().positive(), share: Share }),
});

export type RuleSet = z.output<typeof RuleSet>;
export type RuleName = (typeof RULE_NAMES)[number];
export type RuleSeverity = z.output<typeof RuleSeverity>;

/**
 * The first rules: limits of §1.1 (caption 2,200, 30 hashtags, 20 mentions, alt text 1,000), the
 * near-duplicate bound of §5. What no edit makes right is rejected, the rest waits for a person.
 */
export const DEFAULT_RULES: RuleSet = {
	version: "moderation@1",
	severities: {
		profanity: "reject",
		harm: "reject",
		banned_word: "reject",
		banned_claim: "hold",
		claim: "hold",
		caption_empty: "hold",
		caption_length: "hold",
		alt_text_length: "hold",
		hashtag_count: "hold",
		mention_count: "hold",
		link: "hold",
		phone: "hold",
		email: "hold",
		all_caps: "hold",
		near_duplicate: "hold",
		injection_echo: "hold",
		ai_disclosure: "hold",
		language_mismatch: "hold",
	},
	words: [
		"arschloch",
		"cabrón",
		"cazzo",
		"connard",
		"ficken",
		"hurensohn",
		"kurwa",
		"merde",
		"mierda",
		"pendejo",
		"putain",
		"scheiße",
		"spierdalaj",
		"stronzo",
		"vaffanculo",
	],
	innocent: [
		"cockpit",
		"cockpits",
		"dickinson",
		"fagioli",
		"flame retardant",
		"penistone",
		"pussycat",
		"retardant",
		"shiitake",
		"shiitakes",
		"rapeseed",
		"trafficked",
		"trafficker",
		"traffickers",
		"trafficking",
		"van dyke",
	],
	harm: [
		"kill (?:yourself|yourselves)",
		"kys(?!\\p{L})",
		"(?:go|should) (?:hang|drown|shoot) yourself",
		"how to (?:make|build) (?:a )?(?:bomb|explosive)",
		"heil hitler",
		"white power",
	],
	claims: [
		"guarantee(?:d|s)? (?:results?|returns?|profits?|income|success|weight loss)",
		"(?:results?|returns?|profits?|income|success) (?:is|are) guaranteed",
		"risk[- ]free (?:investments?|returns?|profits?|trading)",
		"100 ?% (?:safe|effective|natural cure|guaranteed)",
		"(?:cures?|heals?|reverses?) (?:cancer|diabetes|depression|anxiety|arthritis|autism|covid)",
		"clinically proven",
		"(?:doctors?|scientists?) hate",
		"miracle (?:cure|pill|diet|drug|product)",
		"no side[- ]effects?",
		"get rich (?:quick|fast)",
		"double your (?:money|income|savings)",
		"lose \\d+ ?(?:kg|kilos?|lbs?|pounds?) in",
		"(?:the )?(?:world(?:'s|s)?|world’s) (?:best|number one|no\\.? ?1)",
		"fda[- ]approved",
	],
	injections: [
		"(?:ignore|disregard|forget|override) (?:all |any )?(?:of )?(?:the |your |my )?(?:previous|prior|above|earlier|preceding) (?:instructions?|prompts?|rules?|messages?|text)",
		"as an ai (?:language )?(?:model|assistant)",
		"i(?:'m| am|’m) (?:sorry,? )?(?:but )?(?:i )?(?:an ai|a language model|chatgpt)",
		"(?:system|developer) (?:prompt|message)(?! (?:boards?|apps?))",
		"you are (?:now )?(?:chatgpt|dan|an ai|a large language model)",
		"(?:begin|end) (?:of )?(?:system|prompt|instructions)",
		"jailbreak(?: mode| prompt)",
		"\\{\\{ ?\\w+ ?\\}\\}",
		"\\[insert [^\\]]{1,40}\\]",
		"here (?:is|are|'s) (?:the|your|a) (?:rewritten |revised |instagram )?(?:json|caption|draft)(?!\\p{L})",
	],
	limits: { caption: 2200, altText: 1000, hashtags: 30, mentions: 20 },
	allCaps: { minLetters: 20, share: 0.7 },
	nearDuplicate: 0.85,
	language: { minLetters: 20, share: 0.5 },
};
