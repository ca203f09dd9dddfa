const NAMED: Readonly<Record<string, string>> = {
	amp: "&",
	apos: "'",
	bull: "•",
	copy: "©",
	deg: "°",
	eacute: "é",
	euro: "€",
	gt: ">",
	hellip: "…",
	laquo: "«",
	ldquo: "“",
	lsquo: "‘",
	lt: "<",
	mdash: "—",
	middot: "·",
	nbsp: " ",
	ndash: "–",
	pound: "£",
	quot: '"',
	raquo: "»",
	rdquo: "”",
	reg: "®",
	rsquo: "’",
	times: "×",
	trade: "™",
};

const codePoint = (value: number): string =>
	Number.isInteger(value) &&
	value > 0 &&
	value <= 0x10ffff &&
	(value < 0xd800 || value > 0xdfff)
		? String.fromCodePoint(value)
		: "";

/** Decodes numeric character references and the named ones that feeds use; leaves unknown names alone. */
const decodeEntities = (text: string): string =>
	text.replace(
		/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z]{2,8}));/gi,
		(whole, hex?: string, decimal?: string, name?: string) => {
			if (hex) return codePoint(Number.parseInt(hex, 16));
			if (decimal) return codePoint(Number.parseInt(decimal, 10));
			return NAMED[name?.toLowerCase() ?? ""] ?? whole;
		},
	);

const stripTags = (html: string): string =>
	html
		.replace(/<(script|style)\b[^>]*>[\s\S]*?<\/\1\s*>/gi, " ")
		.replace(/<!--[\s\S]*?-->/g, " ")
		.replace(/<\/?[a-z][^<>]*>/gi, (tag) =>
			/^<\/?(?:p|br|div|li|ul|ol|h\d|tr|td|table|blockquote)\b/i.test(tag)
				? " "
				: "",
		);

/**
 * The readable text of a feed's title or summary: markup removed, entities decoded (feeds often
 * encode twice, so both happen twice), control characters dropped, white space collapsed.
 */
export function plainText(html: string): string {
	const once = decodeEntities(stripTags(html));
	return decodeEntities(stripTags(once))
		.replace(/[\p{Cc}\u2028\u2029]/gu, " ")
		.replace(/[\u200b\ufeff\u2066-\u2069\u202a-\u202e]/g, "")
		.replace(/\s+/g, " ")
		.trim();
}

/** Cuts at a word's end where one is near; never inside a character. */
export function cutText(text: string, maxLength: number): string {
	const characters = [...text];
	if (characters.length <= maxLength) return text;
	const cut = characters.slice(0, maxLength - 1).join("");
	const space = cut.lastIndexOf(" ");
	return `${(space > cut.length * 0.7 ? cut.slice(0, space) : cut).trimEnd()}…`;
}
