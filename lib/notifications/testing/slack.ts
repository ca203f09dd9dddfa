import http from "node:http";
import type { AddressInfo } from "node:net";

export type SlackAnswer = {
	status: number;
	body: string;
	headers?: http.OutgoingHttpHeaders;
};

export const SLACK_OK: SlackAnswer = { status: 200, body: "ok" };

/** A Slack-compatible webhook on the loopback: says ok, or what it was told to say, in order. */
export type TestSlack = {
	/** Holds `secret-canary`, which must never be seen elsewhere. */
	url: string;
	received: string[];
	answers: SlackAnswer[];
	reset: () => void;
	close: () => void;
};

export async function startTestSlack(): Promise<TestSlack> {
	const received: string[] = [];
	const answers: SlackAnswer[] = [];
	const server = http.createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on("data", (chunk: Buffer) => chunks.push(chunk));
		request.on("end", () => {
			received.push(JSON.parse(Buffer.concat(chunks).toString()).text);
			const answer = answers.shift() ?? SLACK_OK;
			response.writeHead(answer.status, answer.headers).end(answer.body);
		});
	});
	await new Promise<void>((done) => {
		server.listen(0, "127.0.0.1", done);
	});
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}/services/T0/B0/secret-canary`,
		received,
		answers,
		reset: () => {
			received.length = 0;
			answers.length = 0;
		},
		close: () => {
			server.closeAllConnections();
			server.close();
		},
	};
}
