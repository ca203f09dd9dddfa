const MAX_HASHTAGS = 30;
const MAX_CAPTION = 2200;

/** The caption as it is sent (§1.1): the text, an empty line, and the hashtags that still fit. */
export function captionWith(text: string, hashtags: readonly string[]): string {
	let caption = text.trim();
	let joint = "\n\n";
	for (const tag of hashtags.slice(0, MAX_HASHTAGS)) {
		const longer = `${caption}${joint}#${tag}`;
		if (longer.length > MAX_CAPTION) continue;
		caption = longer;
		joint = " ";
	}
	return caption;
}
