export type ImageFacts =
	| { kind: "jpeg"; width: number; height: number }
	/** An image, but none that the platform takes. */
	| { kind: "other_image" }
	| { kind: "no_image" };

/** What the first bytes say about a file: JPEG with its size, another image, or none (§1.2: no MPO). */
export function sniffImage(bytes: Buffer): ImageFacts {
	if (bytes.length >= 4 && bytes.readUInt16BE(0) === 0xffd8)
		return sniffJpeg(bytes);
	const head = bytes.toString("latin1", 0, 12);
	const other =
		head.startsWith("\x89PNG") ||
		head.startsWith("GIF8") ||
		(head.startsWith("RIFF") && head.endsWith("WEBP")) ||
		/^....ftyp(avif|heic|mif1)/.test(head);
	return { kind: other ? "other_image" : "no_image" };
}

function sniffJpeg(bytes: Buffer): ImageFacts {
	let at = 2;
	while (at + 9 < bytes.length && bytes[at] === 0xff) {
		const marker = bytes[at + 1] ?? 0;
		if (marker === 0xff) {
			at += 1;
			continue;
		}
		if (isFrame(marker))
			return {
				kind: "jpeg",
				height: bytes.readUInt16BE(at + 5),
				width: bytes.readUInt16BE(at + 7),
			};
		const isMpo =
			marker === 0xe2 && bytes.toString("latin1", at + 4, at + 8) === "MPF\0";
		if (isMpo) return { kind: "other_image" };
		at += 2 + bytes.readUInt16BE(at + 2);
	}
	return { kind: "no_image" };
}

/** Start-of-frame markers: C0 to CF but for the tables DHT, JPG and DAC. */
const isFrame = (marker: number): boolean =>
	marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
