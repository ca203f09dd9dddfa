const BOMS = [
	{ bytes: [0xef, 0xbb, 0xbf], label: "utf-8" },
	{ bytes: [0xff, 0xfe], label: "utf-16le" },
	{ bytes: [0xfe, 0xff], label: "utf-16be" },
] as const;

function tryDecode(bytes: Uint8Array, label: string): string | null {
	try {
		return new TextDecoder(label, { fatal: true }).decode(bytes);
	} catch {
		// A wrong or unknown label is ordinary in feeds: the next candidate decides.
		return null;
	}
}

const charsetOf = (contentType: string | null): string | undefined =>
	/charset\s*=\s*"?([\w.:-]+)/i.exec(contentType ?? "")?.[1];

function prologEncoding(bytes: Uint8Array): string | undefined {
	const head = new TextDecoder("latin1").decode(bytes.subarray(0, 200));
	return /^\s*<\?xml[^>]*\bencoding\s*=\s*["']([\w.:-]+)["']/i.exec(head)?.[1];
}

/**
 * Text of a feed document (RFC 7303 §3): byte order mark, then the transport's charset, then the
 * XML prolog, then UTF-8; Windows-1252, which decodes any byte, is what is left.
 */
export function decodeBytes(
	bytes: Uint8Array,
	contentType: string | null,
): string {
	const bom = BOMS.find((mark) =>
		mark.bytes.every((byte, index) => bytes[index] === byte),
	);
	const labels = [
		bom?.label,
		charsetOf(contentType),
		prologEncoding(bytes),
		"utf-8",
	];
	for (const label of labels) {
		const text = label === undefined ? null : tryDecode(bytes, label);
		if (text !== null) return text;
	}
	return new TextDecoder("windows-1252").decode(bytes);
}
