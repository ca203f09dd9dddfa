import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import type { Answer } from "./answer";
import { createInstagramClient, type InstagramClient } from "./client";
import { publishContainer } from "./media-publish";

const TOKEN = "IGAA canary/token+äß";
const FORMS = [TOKEN, encodeURIComponent(TOKEN), "canary"];

async function serve(listener: RequestListener): Promise<string> {
	const server = createServer(listener);
	await new Promise<void>((resolve) => {
		server.listen(0, "127.0.0.1", resolve);
	});
	onTestFinished(() => {
		server.closeAllConnections();
		server.close();
	});
	return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const clientOf = (
	baseUrl: string,
	other: Partial<Parameters<typeof createInstagramClient>[0]> = {},
): InstagramClient =>
	createInstagramClient({
		baseUrl,
		version: "v26.0",
		token: TOKEN,
		timeoutMs: 5000,
		igId: "17841400000000001",
		...other,
	});

/** Every method of the client and the publish call, as one would call them. */
const CALLS: Record<
	string,
	(client: InstagramClient) => Promise<Answer<unknown>>
> = {
	me: (client) => client.me(),
	accountFields: (client) => client.accountFields(),
	createContainer: (client) =>
		client.createContainer({
			image_url: "http://x/",
			caption: "",
			is_ai_generated: true,
		}),
	containerStatus: (client) => client.containerStatus("1"),
	publishingLimit: (client) => client.publishingLimit(),
	listMedia: (client) => client.listMedia({ since: new Date(0) }),
	media: (client) => client.media("1"),
	mediaInsights: (client) => client.mediaInsights("1", ["reach"]),
	accountInsights: (client) =>
		client.accountInsights({
			metrics: ["reach"],
			metricType: "total_value",
			since: new Date(0),
			until: new Date(1),
		}),
	refreshToken: (client) => client.refreshToken(),
	publishContainer: (client) =>
		publishContainer(client, "1", { timeoutMs: 5000 }),
};

/** Bodies that are no answer, each as a listener. */
const BROKEN: Record<string, [RequestListener, object]> = {
	"HTML 502": [
		(_, res) => res.writeHead(502).end("<html>Bad gateway</html>"),
		{ why: "unreadable", httpStatus: 502 },
	],
	"an empty 200": [
		(_, res) => res.end(),
		{ why: "unreadable", httpStatus: 200 },
	],
	"JSON of another shape": [
		(_, res) => res.end('{"id":[7]}'),
		{ why: "unreadable", httpStatus: 200 },
	],
	"a body over 1 MiB": [
		(_, res) => res.end(`{"id":"${"9".repeat(1024 * 1024)}"}`),
		{ why: "unreadable", httpStatus: 200 },
	],
	"a redirect": [
		(_, res) =>
			res.writeHead(302, { location: "http://127.0.0.1:1/" }).end('{"id":"1"}'),
		{ why: "unreadable", httpStatus: 302 },
	],
	"a cut body": [
		(_, res) => {
			res.writeHead(200, { "content-length": "100" });
			res.write('{"id":', () => res.socket?.resetAndDestroy());
		},
		{ why: "reset", httpStatus: 200 },
	],
	"a cut connection": [
		(_, res) => res.socket?.resetAndDestroy(),
		{ why: "reset" },
	],
};

test.each(Object.entries(BROKEN))(
	"%s is a value, not a throw, for every call",
	async (_, [listener, expected]) => {
		const client = clientOf(await serve(listener));
		for (const [name, call] of Object.entries(CALLS))
			expect(await call(client), name).toMatchObject({
				ok: false,
				kind: "no_response",
				started: true,
				...expected,
			});
	},
);

test("a Graph error is read whatever its HTTP status, its token echo removed", async () => {
	const error = {
		message: `Malformed access token ${TOKEN}`,
		type: "OAuthException",
		code: 190,
		error_subcode: 463,
		is_transient: false,
		fbtrace_id: "Axyz",
	};
	for (const status of [200, 400, 401, 500]) {
		const url = await serve((_, res) =>
			res.writeHead(status).end(JSON.stringify({ error })),
		);
		for (const call of Object.values(CALLS)) {
			const answer = await call(clientOf(url));
			expect(answer).toMatchObject({
				kind: "graph",
				httpStatus: status,
				error: {
					code: 190,
					subcode: 463,
					isTransient: false,
					fbtraceId: "Axyz",
				},
			});
			for (const form of FORMS)
				expect(JSON.stringify(answer)).not.toContain(form);
		}
	}
});

test("the token goes in the form of a POST and the query of a GET, the version always in the path", async () => {
	const seen: { method: string; url: string; body: string }[] = [];
	const url = await serve(async (req, res) => {
		const chunks: Buffer[] = [];
		for await (const chunk of req) chunks.push(Buffer.from(chunk));
		seen.push({
			method: req.method ?? "",
			url: req.url ?? "",
			body: Buffer.concat(chunks).toString(),
		});
		res.end('{"id":"1"}');
	});
	for (const call of Object.values(CALLS)) await call(clientOf(url));
	expect(seen).toHaveLength(Object.keys(CALLS).length);
	for (const { method, url: path, body } of seen) {
		const query = new URL(path, "http://x").searchParams;
		if (!path.startsWith("/refresh_access_token?"))
			expect(path).toMatch(/^\/v26\.0\//);
		expect(query.get("access_token")).toBe(method === "GET" ? TOKEN : null);
		if (method === "POST")
			expect(new URLSearchParams(body).get("access_token")).toBe(TOKEN);
	}
	const publish = seen.filter(({ url: path }) =>
		path.includes("media_publish"),
	);
	expect(publish).toHaveLength(1);
	expect(publish[0]).toMatchObject({ method: "POST" });
});

test("a refused connection and an unknown host were never started", async () => {
	const url = await serve(() => undefined);
	const dead = createServer();
	await new Promise<void>((resolve) => {
		dead.listen(0, "127.0.0.1", resolve);
	});
	const { port } = dead.address() as AddressInfo;
	await new Promise((resolve) => dead.close(resolve));
	const expected = {
		ok: false,
		kind: "no_response",
		why: "refused",
		started: false,
	};
	expect(await clientOf(`http://127.0.0.1:${port}`).me()).toEqual(expected);
	const noName: typeof fetch = async () => {
		const cause = Object.assign(new Error("getaddrinfo"), {
			code: "ENOTFOUND",
		});
		throw new TypeError(`fetch failed ${TOKEN}`, { cause });
	};
	expect(await clientOf(url, { fetch: noName }).me()).toEqual(expected);
});

test("aborted before the call nothing was started, during it everything is open", async () => {
	const controller = new AbortController();
	let requests = 0;
	const url = await serve(() => {
		requests += 1;
		controller.abort();
	});
	const publish = () =>
		publishContainer(clientOf(url), "1", {
			timeoutMs: 5000,
			signal: controller.signal,
		});
	expect(await publish()).toEqual({
		ok: false,
		kind: "no_response",
		why: "aborted",
		started: true,
	});
	expect(await publish()).toMatchObject({ why: "aborted", started: false });
	expect(requests).toBe(1);
});

test("a silent server is a timeout, also after its headers", async () => {
	const silent = await serve(() => undefined);
	const expected = { kind: "no_response", why: "timeout", started: true };
	expect(await clientOf(silent, { timeoutMs: 30 }).me()).toMatchObject(
		expected,
	);
	const slow = await serve((_, res) => res.writeHead(200).write("{"));
	expect(await clientOf(slow, { timeoutMs: 60 }).me()).toMatchObject({
		...expected,
		httpStatus: 200,
	});
});

test("media is listed over pages by cursor, without the token in what is kept", async () => {
	const url = await serve((req, res) => {
		const after = Number(
			new URL(req.url ?? "", "http://x").searchParams.get("after") ?? 0,
		);
		res.end(
			JSON.stringify({
				data: [{ id: String(after), timestamp: "2026-11-23T10:00:00+0000" }],
				paging: {
					cursors: { after: String(after + 1) },
					...(after < 2
						? { next: `http://x/?access_token=${encodeURIComponent(TOKEN)}` }
						: {}),
				},
			}),
		);
	});
	const all = await clientOf(url).listMedia({ since: new Date(0) });
	expect(all).toMatchObject({
		data: { complete: true, media: [{ id: "0" }, { id: "1" }, { id: "2" }] },
	});
	expect(all.ok && all.data.media[0]?.timestamp).toEqual(
		new Date("2026-11-23T10:00:00Z"),
	);
	expect(JSON.stringify(all)).toContain("access_token=[token]");
	for (const form of FORMS) expect(JSON.stringify(all)).not.toContain(form);
	const some = await clientOf(url).listMedia({
		since: new Date(0),
		maxPages: 2,
	});
	expect(some).toMatchObject({ data: { complete: false, media: [{}, {}] } });
});

test("usage headers are read from answers and errors alike; broken ones count as absent", async () => {
	const headers = {
		"x-app-usage": '{"call_count":28,"total_time":25,"total_cputime":31}',
		"x-business-use-case-usage":
			'{"17":[{"type":"novel","call_count":100,"total_cputime":2,"total_time":3,"estimated_time_to_regain_access":19}]}',
	};
	const body = JSON.stringify({
		error: { message: "", type: "", code: 80002 },
	});
	const url = await serve((_, res) => res.writeHead(400, headers).end(body));
	expect(await clientOf(url).me()).toMatchObject({
		usage: {
			percent: 100,
			regainMinutes: 19,
			readings: [
				{ source: "app", percent: 31 },
				{ source: "business", objectId: "17", type: "novel", percent: 100 },
			],
		},
	});
	const broken = await serve((_, res) =>
		res.writeHead(200, { "x-app-usage": "lots" }).end('{"id":"1"}'),
	);
	expect(await clientOf(broken).me()).toMatchObject({
		ok: true,
		usage: { percent: null, regainMinutes: null, readings: [] },
	});
});
