import type { IncomingMessage } from "node:http";
import { z } from "zod";
import { parseJson } from "@/lib/core/parse-json";
import { GraphRefusal } from "./refusal";

const MAX_REQUEST_BYTES = 1024 * 1024;

export type Request = {
	method: string;
	/** Path segments, empty ones left out: some clients send `//`. */
	segments: string[];
	/** Query, then form or JSON body, which wins. */
	params: ReadonlyMap<string, string>;
	/** The JSON body, when there is one. */
	json: unknown;
};

/** Reads a request whole; parameters may come in the query, a form or a JSON object. */
export async function readRequest(message: IncomingMessage): Promise<Request> {
	const url = new URL(`http://emulator${message.url ?? "/"}`);
	const params = new Map(url.searchParams);
	const body = await readBody(message);
	const type = message.headers["content-type"] ?? "";
	const json = type.includes("json") ? parseJson(body || null) : undefined;
	if (type.includes("x-www-form-urlencoded"))
		for (const [name, value] of new URLSearchParams(body))
			params.set(name, value);
	const fields = z.record(z.string(), z.unknown()).safeParse(json);
	if (fields.success)
		for (const [name, value] of Object.entries(fields.data))
			if (value !== null && typeof value !== "object")
				params.set(name, String(value));
	return {
		method: message.method ?? "GET",
		segments: url.pathname.split("/").filter((part) => part !== ""),
		params,
		json,
	};
}

async function readBody(message: IncomingMessage): Promise<string> {
	const chunks: Buffer[] = [];
	let size = 0;
	for await (const chunk of message) {
		const bytes = Buffer.from(chunk);
		size += bytes.byteLength;
		if (size > MAX_REQUEST_BYTES)
			throw new GraphRefusal(100, "The request is too large");
		chunks.push(bytes);
	}
	return Buffer.concat(chunks).toString("utf8");
}
