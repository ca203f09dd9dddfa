import { existsSync, readFileSync } from "node:fs";
import { z } from "zod";
import { json, type Reply } from "@/lib/connectors/emulator/reply";
import type { Request } from "@/lib/connectors/emulator/request";
import { saveJson } from "@/lib/connectors/emulator/store-file";
import { escapeHtml } from "@/lib/connectors/emulator/team-channel/post-page";
import { AppError } from "@/lib/core/errors";
import { parseJson } from "@/lib/core/parse-json";
import { ReceivedMessage } from "./message";

const Rooms = z.record(z.string(), z.array(ReceivedMessage));

const Payload = z.object({ text: z.string().trim().min(1) });
const NAME = /^[a-z0-9-]{1,40}$/;
const MAX_KEPT = 500;

export type Channels = { answer(request: Request, now: number): Reply };

/**
 * A team channel of the demo's own, so that its messages really arrive somewhere: `POST /_channel/<name>`
 * answers as a Slack-compatible webhook does (§6), `GET` shows the messages, newest first, as a page or
 * with `?format=json`. Throws `misconfigured` for a file that is not its own.
 */
export function openChannels(file: string | undefined): Channels {
	const rooms = loadRooms(file);
	return {
		answer: ({ method, segments, params, json: body }, now) => {
			const name = segments[1] ?? "";
			if (!NAME.test(name)) return word(404, "channel_not_found");
			const messages = rooms.get(name) ?? [];
			if (method === "GET")
				return params.get("format") === "json"
					? json({ channel: name, messages })
					: channelPage(name, messages);
			const sent = body ?? parseJson(params.get("payload") ?? null);
			if (typeof sent !== "object" || sent === null)
				return word(400, "invalid_payload");
			const payload = Payload.safeParse(sent);
			if (!payload.success) return word(400, "no_text");
			const at = new Date(now).toISOString();
			const { text } = payload.data;
			rooms.set(name, [{ at, text }, ...messages].slice(0, MAX_KEPT));
			saveJson(file, Object.fromEntries(rooms));
			return word(200, "ok");
		},
	};
}

const word = (status: number, text: string): Reply => ({
	kind: "text",
	status,
	text,
});

function loadRooms(file: string | undefined): Map<string, ReceivedMessage[]> {
	if (file === undefined || !existsSync(file)) return new Map();
	const parsed = Rooms.safeParse(parseJson(readFileSync(file, "utf8")));
	if (parsed.success) return new Map(Object.entries(parsed.data));
	throw new AppError(
		"misconfigured",
		`${file} holds no channel messages: move it away to start afresh`,
	);
}

const REFRESH_S = 5;

/** Undoes the three escapes of a Slack-compatible message. */
const plain = (text: string): string =>
	text.replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&amp;/g, "&");

const item = ({ at, text }: ReceivedMessage): string =>
	`<article style="border-top:1px solid #ccc;padding:.75rem 0"><time datetime="${at}" style="color:#555">${at.slice(0, 19).replace("T", " ")} UTC</time>
<p style="white-space:pre-wrap;overflow-wrap:anywhere;margin:.25rem 0">${escapeHtml(plain(text))}</p></article>`;

/** The messages of a demo channel to read, plainly not in Slack. */
function channelPage(
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
