import type { Reply } from "@/lib/connectors/emulator/reply";

import { graphTime, type World } from "@/lib/connectors/emulator/world";

export const escapeHtml = (text: string): string =>
	text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);

/** What a permalink leads to: the post as text and image, plainly not on Instagram. */
export function postPage(world: World, shortcode: string | undefined): Reply {
	const media = world.state.media.find((m) => m.shortcode === shortcode);
	if (media === undefined)
		return { kind: "json", status: 404, body: { error: "no such post" } };
	const { imageUrl, caption, altText } = media;
	const image = /^https?:/.test(imageUrl)
		? `<img src="${escapeHtml(imageUrl)}" alt="${escapeHtml(altText ?? "")}" width="540">`
		: "";
	const html = `<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>Emulated post</title>
<body style="font-family:sans-serif;max-width:540px;margin:2rem auto"><p><strong>Graph API emulator: not on Instagram.</strong></p>
${image}<p style="white-space:pre-wrap">${escapeHtml(caption)}</p><p><time>${graphTime(media.publishedAt)}</time></p></body></html>`;
	return { kind: "html", status: 200, html };
}
