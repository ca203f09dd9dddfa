import http from "node:http";
import type { AddressInfo } from "node:net";

export type GraphAnswer = { status: number; body: unknown };
export type GraphAsk = { path: string; metrics: string[] };

export const NO_DATA: GraphAnswer = { status: 200, body: { data: [] } };

export const insightsOf = (given: Record<string, number>): GraphAnswer => ({
	status: 200,
	body: {
		data: Object.entries(given).map(([name, value]) => ({
			name,
			period: "lifetime",
			values: [{ value }],
		})),
	},
});

export const graphError = (code: number): GraphAnswer => ({
	status: 400,
	body: { error: { message: `(#${code}) no`, type: "x", code } },
});

/** A Graph API on the loopback that answers as the test says; nothing, unless told otherwise. */
export type TestGraph = {
	at: { baseUrl: string; version: string };
	asked: GraphAsk[];
	answer: (given: (ask: GraphAsk) => GraphAnswer) => void;
	reset: () => void;
	close: () => void;
};

export async function startTestGraph(): Promise<TestGraph> {
	const asked: GraphAsk[] = [];
	let answer: (ask: GraphAsk) => GraphAnswer = () => NO_DATA;
	const server = http.createServer((request, response) => {
		const url = new URL(request.url ?? "/", "http://graph");
		const metrics = (url.searchParams.get("metric") ?? "").split(",");
		const ask = { path: url.pathname, metrics };
		asked.push(ask);
		const { status, body } = answer(ask);
		response.writeHead(status, { "content-type": "application/json" });
		response.end(JSON.stringify(body));
	});
	await new Promise<void>((done) => {
		server.listen(0, "127.0.0.1", done);
	});
	const { port } = server.address() as AddressInfo;
	return {
		at: { baseUrl: `http://127.0.0.1:${port}`, version: "v26.0" },
		asked,
		answer: (given) => {
			answer = given;
		},
		reset: () => {
			asked.length = 0;
			answer = () => NO_DATA;
		},
		close: () => {
			server.closeAllConnections();
			server.close();
		},
	};
}
