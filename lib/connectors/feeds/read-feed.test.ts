import http from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, it } from "vitest";
import { HTML_PAGE, LATIN1, RSS } from "@/lib/connectors/feeds/samples/feeds";
import { isPrivateAddress, isPrivateHost } from "./private-host";
import { readFeed } from "./read-feed";

const MIB = 1024 * 1024;
let sentBytes = 0;

function stream50MiB(response: http.ServerResponse): void {
	const chunk = Buffer.alloc(64 * 1024, " ");
	const push = () => {
		while (sentBytes < 50 * MIB && !response.destroyed) {
			sentBytes += chunk.length;
			if (!response.write(chunk)) return response.once("drain", push);
		}
		return response.end();
	};
	push();
}

const routes: Record<
	string,
	(request: http.IncomingMessage, response: http.ServerResponse) => void
> = {
	"/rss": (request, response) => {
		if (request.headers["if-none-match"] === '"v1"')
			return response.writeHead(304).end();
		response
			.writeHead(200, { etag: '"v1"', "last-modified": "yesterday" })
			.end(RSS);
	},
	"/gzip": (_, response) =>
		response.writeHead(200, { "content-encoding": "gzip" }).end(gzipSync(RSS)),
	"/bomb": (_, response) =>
		response
			.writeHead(200, { "content-encoding": "gzip" })
			.end(gzipSync(Buffer.alloc(8 * MIB))),
	"/torn-gzip": (_, response) =>
		response.writeHead(200, { "content-encoding": "gzip" }).end("not gzip"),
	"/latin1": (_, response) => response.writeHead(200).end(LATIN1),
	"/html": (_, response) =>
		response.writeHead(200, { "content-type": "text/html" }).end(HTML_PAGE),
	"/gone": (_, response) => response.writeHead(410).end(),
	"/huge": (_, response) => stream50MiB(response.writeHead(200)),
	"/cut": (_, response) =>
		response
			.writeHead(200, { "content-length": "1000" })
			.write("<rss", () => response.destroy()),
	"/slow": (_, response) => response.writeHead(200).write("<rss"),
	"/moved": (_, response) =>
		response.writeHead(301, { location: "/rss" }).end(),
	"/loop": (_, response) =>
		response.writeHead(302, { location: "/loop" }).end(),
	"/to-file": (_, response) =>
		response.writeHead(302, { location: "file:///etc/passwd" }).end(),
};

const server = http.createServer((request, response) =>
	routes[request.url ?? ""]?.(request, response),
);
let base = "";

beforeAll(async () => {
	await new Promise<void>((resolve) =>
		server.listen(0, "127.0.0.1", () => resolve()),
	);
	base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
	server.closeAllConnections();
	server.close();
});

const read = (path: string, options = {}) =>
	readFeed({ url: base + path }, { allowPrivateHosts: true, ...options });

it("reads, and asks conditionally the next time", async () => {
	const first = await read("/rss");
	expect(first).toMatchObject({
		kind: "items",
		dropped: 1,
		etag: '"v1"',
		lastModified: "yesterday",
	});
	expect(await read("/rss", { etag: '"v1"' })).toEqual({
		kind: "not_modified",
	});
});

it("follows a redirect, unpacks gzip, decodes Latin-1", async () => {
	expect(await read("/moved")).toMatchObject({
		items: [{ url: `${base}/teams-and-tools?utm_source=rss` }, {}],
	});
	expect(await read("/gzip")).toMatchObject({ kind: "items" });
	expect(await read("/latin1")).toMatchObject({
		items: [{ title: "Überblick: größer" }],
	});
});

it.each([
	["/html", {}, "not_a_feed", /HTML/],
	["/gone", {}, "http", /410/],
	["/bomb", {}, "too_large", /^larger than 5 MiB$/],
	["/torn-gzip", {}, "unreadable", /header/],
	["/cut", {}, "unreachable", /^the connection broke off before the end$/],
	["/slow", { timeoutMs: 60 }, "timeout", /60 ms/],
	["/loop", {}, "http", /redirects/],
	["/to-file", {}, "blocked_host", /file:/],
])("%s fails as it should", async (path, options, why, message) => {
	expect(await read(path, options)).toEqual({
		kind: "failed",
		why,
		message: expect.stringMatching(message),
	});
});

it("cuts a 50 MiB feed off while it streams", async () => {
	expect(await read("/huge")).toMatchObject({ why: "too_large" });
	expect(sentBytes).toBeLessThan(20 * MIB);
});

it("refuses private hosts: by address, by name, and by what the name resolves to", async () => {
	const refused = { kind: "failed", why: "blocked_host" };
	expect(await readFeed({ url: `${base}/rss` })).toMatchObject(refused);
	expect(await readFeed({ url: "http://localhost/rss" })).toMatchObject(
		refused,
	);
	expect(
		await readFeed(
			{ url: "http://feeds.example.com/rss" },
			{
				lookup: (_, __, callback) =>
					callback(null, [{ address: "10.0.0.5", family: 4 }]),
			},
		),
	).toMatchObject(refused);
});

it.each([
	"127.0.0.1",
	"10.1.2.3",
	"169.254.169.254",
	"::1",
	"::ffff:192.168.0.1",
	"fd00::1",
	"0.0.0.0",
])("%s is private", (address) => expect(isPrivateAddress(address)).toBe(true));

it("leaves public hosts alone, sees through spellings of private ones", () => {
	expect(isPrivateHost("www.example.com")).toBe(false);
	expect(isPrivateAddress("93.184.216.34")).toBe(false);
	expect(isPrivateHost(new URL("http://0x7f.1/").hostname)).toBe(true);
	expect(isPrivateHost("[::1]")).toBe(true);
	expect(isPrivateHost("printer.local.")).toBe(true);
});

it("says why a file cannot be read, and that a host is not there", async () => {
	expect(await readFeed({ file: "/nowhere/feed.xml" })).toMatchObject({
		why: "unreadable",
	});
	for (const file of ["lib", "/dev/zero"])
		expect(await readFeed({ file })).toMatchObject({
			why: "unreadable",
			message: "there is no ordinary file",
		});
	expect(
		await readFeed({ url: "http://127.0.0.1:1/" }, { allowPrivateHosts: true }),
	).toMatchObject({ why: "unreachable" });
});
