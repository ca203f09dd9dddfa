import type { Reply } from "@/lib/connectors/emulator/reply";
import type { ReceivedMessage } from "./message";
import { escapeHtml } from "./post-page";

const REFRESH_S = 5;

/** Undoes the three escapes of a Slack-compatible message. */
const plain = (text: string): string =>
	text.replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&amp;/g, "&");

const item = ({ at, text }: ReceivedMessage): string =>
	`<article style="border-top:1px solid #ccc;padding:.75rem 0"><time datetime="${at}" style="color:#555">${at.slice(0, 19).replace("T", " ")} UTC</time>
<p style="white-space:pre-wrap;overflow-wrap:anywhere;margin:.25rem 0">${escapeHtml(plain(text))}</p></article>`;

/** The messages of a demo channel to read, plainly not in Slack. */
export function channelPage(
	name: string,
	messages: readonly ReceivedMessage[],
): Reply {
	const list =
		messages.length > 0
			? messages.map(item).join("\n")
			: "<p>No message has arrived yet.</p>";
	const html = `<!DOCTYPE html><html lang="en"><meta charset="utf-8"><meta http-equiv="refresh" content="${REFRESH_S}"><title>#${name} (demo channel)</title>
<body style="font-family:sans-serif;max-width:640px;margin:2rem auto;padding:0 1rem"><h1>#${name}</h1>
<p><strong>Demo channel: the messages stay on this machine.</strong></p>
${list}</body></html>`;
	return { kind: "html", status: 200, html };
}
