import { existsSync, readFileSync } from "node:fs";
import { z } from "zod";
import { json, type Reply } from "@/lib/connectors/emulator/reply";
import type { Request } from "@/lib/connectors/emulator/request";
import { saveJson } from "@/lib/connectors/emulator/store-file";
import { AppError } from "@/lib/core/errors";
import { parseJson } from "@/lib/core/parse-json";
import { ReceivedMessage } from "./message";
import { channelPage } from "./page";

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
