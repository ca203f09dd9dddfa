import type { ModerationInput } from "@/lib/content/moderation/model";

export const CLEAN =
	"Two minutes on focus, and then back to work. Write down the one result you want, then choose the smallest step towards it.";
/** A post that the default rules pass, but for what a test changes. */
export const post = (over: Partial<ModerationInput> = {}): ModerationInput => ({
	caption: CLEAN,
	altText: "Graphic by Acme Daily.",
	hashtags: ["Focus", "AcmeDaily"],
	imageText: "How to start in four steps",
	flags: { aiDisclosure: true },
	recentCaptions: [],
	brand: { bannedWords: [], bannedClaims: [], allowedLinkHosts: [] },
	language: "en",
	...over,
});
