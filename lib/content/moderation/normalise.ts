/** Compatibility forms resolved, invisible characters gone; case, marks and line breaks stay. */
export const visible = (text: string): string =>
	text
		.normalize("NFKC")
		.replace(/\p{Cf}|\p{Cs}|\u034f|[\u115f\u1160\u3164]/gu, "")
		.replace(/[\ufe00-\ufe0f]/gu, "")
		.replace(/[^\S\n]+/gu, " ");

/** For comparing words: also lower case, without accents on Latin letters and stacked marks. */
export const folded = (text: string): string =>
	visible(text)
		.normalize("NFD")
		.replace(/[\u0300-\u036f\u0489]+/gu, "")
		.normalize("NFC")
		.toLowerCase()
		.replace(/\s+/gu, " ");

const SPELLED_OUT =
	/(?<![\p{L}\p{N}])(?:[\p{L}\p{N}@$][^\p{L}\p{N}\n@$]{1,3}){2,}[\p{L}\p{N}@$](?![\p{L}\p{N}])/gu;

/** Words spelled with something between every letter (`f.u.c.k`, `s h i t`), put together. */
export const spelledOut = (text: string): string[] =>
	[...text.matchAll(SPELLED_OUT)].map(([run]) =>
		run.replace(/[^\p{L}\p{N}@$]/gu, ""),
	);

/** Words with a separator or mask inside (`fu.ck`, `ass-hole`), put together. */
export const joinedWords = (text: string): string[] =>
	[...text.matchAll(/\p{L}+(?:[._*~-]+\p{L}+)+/gu)].map(([word]) =>
		word.replace(/[._*~-]/gu, ""),
	);

/** A stretch of text around a hit, for the person who decides. */
export function excerptAt(text: string, start: number, length: number): string {
	const from = Math.max(0, start - 30);
	const to = Math.min(text.length, start + Math.min(length, 60) + 30);
	const cut = text.slice(from, to).replace(/\s+/gu, " ").trim().toWellFormed();
	return `${from > 0 ? "…" : ""}${cut}${to < text.length ? "…" : ""}`;
}
