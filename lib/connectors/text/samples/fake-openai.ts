import http from "node:http";
import type { AddressInfo } from "node:net";

export type FakeReply = {
	status?: number;
	headers?: Record<string, string>;
	body: unknown;
};
export type Sent = {
	response_format?: { type: string };
	messages: { role: string; content: string }[];
};

/** A chat completion as servers send it. */
export const completion = (
	content: string | null,
	over: object = {},
	finish = "stop",
	usage: object | undefined = {
		prompt_tokens: 100,
		completion_tokens: 50,
		total_tokens: 150,
	},
): FakeReply => ({
	body: {
		id: "c",
		object: "chat.completion",
		created: 1,
		model: "m",
		choices: [
			{
				index: 0,
				message: { role: "assistant", content, ...over },
				finish_reason: finish,
			},
		],
		usage,
	},
});

/** A chat endpoint on the loopback that answers with the queued replies, in turn, then not at all. */
export async function startFakeOpenAi() {
	const replies: FakeReply[] = [];
	const sent: Sent[] = [];
	const server = http.createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on("data", (chunk: Buffer) => chunks.push(chunk));
		request.on("end", () => {
			sent.push(JSON.parse(Buffer.concat(chunks).toString()));
			const reply = replies.shift();
			if (reply === undefined) return;
			const html = typeof reply.body === "string";
			response
				.writeHead(reply.status ?? 200, {
					"content-type": html ? "text/html" : "application/json",
					...reply.headers,
				})
				.end(html ? reply.body : JSON.stringify(reply.body));
		});
	});
	await new Promise<void>((resolve) =>
		server.listen(0, "127.0.0.1", () => resolve()),
	);
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		replies,
		sent,
		stop: () => {
			server.closeAllConnections();
			server.close();
		},
	};
}
