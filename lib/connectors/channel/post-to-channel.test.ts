import http from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { channelOutcome, escapeMrkdwn, postToChannel } from "./post-to-channel";

const SECRET = "T00/B00/canary-secret";
let answer:
	| { status: number; body: string; headers?: Record<string, string> }
	| "nothing"
	| "reset" = "nothing";
let received = "";
let base = "";

const server = http.createServer((request, response) => {
	const chunks: Buffer[] = [];
	request.on("data", (chunk: Buffer) => chunks.push(chunk));
	request.on("end", () => {
		received = Buffer.concat(chunks).toString();
		if (answer === "reset") return request.socket.destroy();
		if (answer !== "nothing")
			response.writeHead(answer.status, answer.headers).end(answer.body);
	});
});
beforeAll(async () => {
	await new Promise<void>((resolve) =>
		server.listen(0, "127.0.0.1", () => resolve()),
	);
	base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/services/${SECRET}`;
});
afterAll(() => {
	server.closeAllConnections();
	server.close();
});

const post = (given: typeof answer, options = {}) => {
	answer = given;
	return postToChannel(
		base,
		{ text: "Day closed", blocks: [{ type: "divider" }] },
		options,
	);
};

describe("postToChannel", () => {
	it("delivers JSON with text and blocks", async () => {
		expect(await post({ status: 200, body: "ok\n" })).toEqual({
			kind: "delivered",
		});
		expect(JSON.parse(received)).toEqual({
			text: "Day closed",
			blocks: [{ type: "divider" }],
		});
	});

	it.each([
		[
			{ status: 200, body: "<html>Sign in</html>" },
			"permanent",
			/not as a channel/,
		],
		[{ status: 204, body: "" }, "permanent", /204/],
		[
			{ status: 302, body: "", headers: { location: "http://127.0.0.1:1/" } },
			"permanent",
			/redirects/,
		],
		[{ status: 400, body: "invalid_payload" }, "permanent", /invalid_payload/],
		[{ status: 403, body: "action_prohibited" }, "permanent", /403/],
		[{ status: 404, body: "no_service" }, "permanent", /no_service/],
		[{ status: 410, body: "channel_is_archived" }, "permanent", /archived/],
		[
			{ status: 404, body: `<a href="/services/${SECRET}">` },
			"permanent",
			/404/,
		],
		[{ status: 500, body: "oops" }, "retry", /500/],
		["reset", "retry", /reached/],
	] as const)("%o is %s", async (given, kind, message) => {
		const outcome = await post(given);
		expect(outcome).toMatchObject({
			kind,
			message: expect.stringMatching(message),
		});
		expect(JSON.stringify(outcome)).not.toContain("canary");
	});

	it("waits as long as a 429 asks", async () => {
		expect(
			await post({ status: 429, body: "", headers: { "retry-after": "30" } }),
		).toMatchObject({ kind: "retry", afterMs: 30_000 });
		expect(
			channelOutcome(429, new Headers({ "retry-after": "Mon, 23 Nov" }), ""),
		).not.toHaveProperty("afterMs");
	});

	it("gives up after its time, and on a wrong address, without naming it", async () => {
		expect(await post("nothing", { timeoutMs: 60 })).toEqual({
			kind: "retry",
			message: "the channel did not answer in time",
		});
		expect(await postToChannel(`not-a-url-${SECRET}`, { text: "x" })).toEqual({
			kind: "permanent",
			message: "the channel's address is no http address",
		});
		expect(
			await postToChannel(`http://127.0.0.1:1/${SECRET}`, { text: "x" }),
		).toEqual({ kind: "retry", message: "the channel cannot be reached" });
	});
});

it("escapes markup", () => {
	expect(escapeMrkdwn("<!channel> & co")).toBe("&lt;!channel&gt; &amp; co");
});
