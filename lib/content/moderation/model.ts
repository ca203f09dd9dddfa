import type { RuleName } from "./rules";

export type ModerationInput = {
	caption: string;
	altText: string;
	/** Without `#`. */
	hashtags: readonly string[];
	/** Everything that is written on the image. */
	imageText: string;
	flags: { aiDisclosure: boolean };
	/** Captions of the account's other posts of the last 90 days. */
	recentCaptions: readonly string[];
	brand: {
		bannedWords: readonly string[];
		bannedClaims: readonly string[];
		allowedLinkHosts: readonly string[];
	};
	/** BCP 47, such as `en` or `en-GB`. */
	language: string;
};

/** A rule that struck: its name, what it means, and where (`null` excerpts did not strike). */
export type Strike = readonly [RuleName, string, string | null];
