import type { ServerResponse } from "node:http";
import { assertNever } from "@/lib/core/assert-never";

export type Reply =
	| { kind: "json"; status: number; body: unknown }
	| { kind: "html"; status: number; html: string }
	| { kind: "text"; status: number; text: string }
	/** The connection is cut without an answer. */
	| { kind: "reset" };

export const json = (body: unknown): Reply => ({
	kind: "json",
	status: 200,
	body,
});

export function sendReply(
	response: ServerResponse,
	reply: Reply,
	headers: Record<string, string> = {},
): void {
	switch (reply.kind) {
		case "json":
			response.writeHead(reply.status, {
				...headers,
				"content-type": "application/json; charset=UTF-8",
			});
			response.end(JSON.stringify(reply.body));
			return;
		case "html":
			response.writeHead(reply.status, {
				...headers,
				"content-type": "text/html; charset=UTF-8",
			});
			response.end(reply.html);
			return;
		case "text":
			response.writeHead(reply.status, {
				...headers,
				"content-type": "text/plain; charset=UTF-8",
			});
			response.end(reply.text);
			return;
		case "reset":
			response.socket?.resetAndDestroy();
			return;
		default:
			assertNever(reply);
	}
}
