import { visible } from "./normalise";

const EMAIL =
	/(?<![\p{L}\p{N}/._%+-])[\p{L}\p{N}._%+-]{1,64}(?:@|\s?[[(]at[\])]\s?)[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63})*\.\p{L}{2,24}/giu;

/** Endings that are also words (`it`, `me`, `is`) count only after a scheme, `www.` or before a path. */
const BARE_ENDINGS =
	"com|org|net|io|dev|app|ai|shop|store|info|biz|xyz|link|online|site|club|eu|de|fr|es|pl|nl|uk|ru|cn|br|tv|ly|gg";

const LINK = new RegExp(
	[
		"(?:https?:\\/\\/|www\\.)\\S+",
		`(?<![\\p{L}\\p{N}@.-])(?:[\\p{L}\\p{N}-]{1,63}\\.)+(?:${BARE_ENDINGS})(?![\\p{L}\\p{N}])(?:\\/\\S*)?`,
		"(?<![\\p{L}\\p{N}@.-])(?:[\\p{L}\\p{N}-]{1,63}\\.)+\\p{L}{2,24}\\/\\S+",
		`[\\p{L}\\p{N}-]{2,63}\\s?(?:[[(]\\s?(?:\\.|dot)\\s?[\\])]|\\sdot\\s)\\s?(?:${BARE_ENDINGS})(?![\\p{L}\\p{N}])`,
	].join("|"),
	"giu",
);

const PHONE =
	/(?<![\p{L}\p{N}.,])(?:\+|00|\(?0|\(\d{3}\)\s?)[\d][\d\s()./-]{5,18}\d(?![\p{L}\p{N}])|(?<![\p{L}\p{N}])\d{3}[-. ]\d{3}[-. ]\d{4}(?![\p{L}\p{N}])/gu;

const hostOf = (link: string): string =>
	link
		.replace(/^https?:\/\//iu, "")
		.replace(/[/?#].*$/su, "")
		.replace(/^[^@]*@/u, "")
		.replace(/:\d+$/u, "")
		.replace(/^www\./iu, "")
		.replace(/[.,;:!?)\]]+$/u, "")
		.toLowerCase();

const isAllowed = (host: string, allowed: readonly string[]): boolean =>
	allowed.some((entry) => {
		const name = entry.toLowerCase().replace(/^www\./u, "");
		return name !== "" && (host === name || host.endsWith(`.${name}`));
	});

const first = (text: string, pattern: RegExp): string | null =>
	[...text.matchAll(pattern)][0]?.[0].trim() ?? null;

/** The first e-mail address in a text, plainly written or as `name [at] host.tld`. */
export const findEmail = (text: string): string | null =>
	first(visible(text), EMAIL);

/** The first link whose host is not allowed (an allowed host allows its subdomains). */
export function findLink(
	text: string,
	allowedHosts: readonly string[],
): string | null {
	const plain = visible(text).replace(EMAIL, " ");
	return (
		[...plain.matchAll(LINK)]
			.map(([link]) => link)
			.find((link) => !isAllowed(hostOf(link), allowedHosts)) ?? null
	);
}

/** The first thing that reads as a telephone number: 8 to 15 digits with a telephone's beginning. */
export function findPhone(text: string): string | null {
	const found = [...visible(text).matchAll(PHONE)].map(([number]) =>
		number.trim(),
	);
	return (
		found.find((number) => {
			const digits = number.replace(/\D/gu, "").length;
			return digits >= 8 && digits <= 15;
		}) ?? null
	);
}
