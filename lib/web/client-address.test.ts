import { createServer, type IncomingHttpHeaders, request } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, it } from "vitest";
import {
	clientAddress,
	directAddress,
	stampAddress,
	stampedAddress,
} from "./client-address";

it.each([
	["203.0.113.9", undefined, [], "203.0.113.9"],
	["203.0.113.9", "1.2.3.4", [], "203.0.113.9"],
	["::ffff:203.0.113.9", "1.2.3.4", [], "203.0.113.9"],
	["10.0.0.1", "1.2.3.4", ["10.0.0.1"], "1.2.3.4"],
	["10.0.0.1", "6.6.6.6, 1.2.3.4", ["10.0.0.1"], "1.2.3.4"],
	[
		"10.0.0.1",
		"6.6.6.6, 1.2.3.4, 10.0.0.2",
		["10.0.0.1", "10.0.0.2"],
		"1.2.3.4",
	],
	["10.0.0.1", undefined, ["10.0.0.1"], "10.0.0.1"],
	["10.0.0.1", "not an address", ["10.0.0.1"], null],
	[undefined, "1.2.3.4", [], null],
])(
	"socket %s, forwarded for %s, trusted %j: %s",
	(socket, forwarded, trusted, expected) => {
		expect(clientAddress(socket, forwarded, trusted)).toBe(expected);
	},
);

let trustedProxy: string | undefined;
const server = createServer((incoming, response) => {
	stampAddress(incoming, trustedProxy);
	response.end(JSON.stringify(incoming.headers));
});
beforeAll(
	() => new Promise<void>((done) => server.listen(0, "127.0.0.1", done)),
);
afterAll(() => void server.close());

const seen = (headers: Record<string, string>) =>
	new Promise<IncomingHttpHeaders>((resolve, reject) => {
		const { port } = server.address() as AddressInfo;
		request({ host: "127.0.0.1", port, headers }, (response) => {
			let text = "";
			response.on("data", (chunk) => {
				text += chunk;
			});
			response.on("end", () => resolve(JSON.parse(text)));
		})
			.on("error", reject)
			.end();
	});
const headersOf = (headers: IncomingHttpHeaders) =>
	new Headers(Object.entries(headers).map(([k, v]) => [k, String(v)]));

const SPOOF = {
	"x-signalbox-address": "0000 6.6.6.6",
	"x-forwarded-for": "6.6.6.6",
	"x-forwarded-host": "evil.example",
	"x-forwarded-proto": "https",
	"x-middleware-subrequest": "proxy:proxy:proxy",
};

it("drops what a client says about itself and notes the socket (T3)", async () => {
	trustedProxy = undefined;
	const headers = await seen(SPOOF);
	expect(stampedAddress(headersOf(headers))).toBe("127.0.0.1");
	const { "x-signalbox-address": _, ...others } = SPOOF;
	for (const name of Object.keys(others)) expect(headers[name]).toBeUndefined();
});

it("believes a trusted proxy, but nobody about subrequests", async () => {
	trustedProxy = "127.0.0.1, 10.0.0.2";
	const headers = await seen(SPOOF);
	expect(stampedAddress(headersOf(headers))).toBe("6.6.6.6");
	expect(headers["x-forwarded-host"]).toBe("evil.example");
	expect(headers["x-middleware-subrequest"]).toBeUndefined();
});

it.each([
	{ "x-forwarded-for": "6.6.6.6" },
	{ "X-Forwarded-Server": "ops" },
	{ forwarded: "for=6.6.6.6" },
	{ "x-real-ip": "6.6.6.6" },
	{ via: "1.1 proxy" },
])("tells what a proxy on this machine passed on: %j", async (sent) => {
	for (const trusted of [undefined, "127.0.0.1"]) {
		trustedProxy = trusted;
		expect(directAddress(headersOf(await seen(sent)))).toBeNull();
		expect(directAddress(headersOf(await seen({})))).toBe("127.0.0.1");
	}
});

it("knows no address where the server noted none", () => {
	expect(stampedAddress(new Headers(SPOOF))).toBeNull();
	expect(stampedAddress(new Headers())).toBeNull();
	expect(directAddress(new Headers())).toBeNull();
});
