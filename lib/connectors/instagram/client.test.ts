import { expect, test } from "vitest";
import {
	CALLS,
	clientOf,
	serve,
	TOKEN,
	TOKEN_FORMS,
} from "@/lib/connectors/instagram/testing/client";

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
			for (const form of TOKEN_FORMS)
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
	for (const form of TOKEN_FORMS)
		expect(JSON.stringify(all)).not.toContain(form);
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
