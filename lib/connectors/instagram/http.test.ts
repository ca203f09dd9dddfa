import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test, vi } from "vitest";
import {
	CALLS,
	clientOf,
	serve,
	TOKEN,
} from "@/lib/connectors/instagram/testing/client";
import { publishContainer } from "./media-publish";

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
			timeoutMs: 60_000,
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
	vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
	onTestFinished(() => void vi.useRealTimers());
	const timeoutMs = 30;
	const expected = { kind: "no_response", why: "timeout", started: true };
	const silent = await serve(() => void vi.advanceTimersByTime(timeoutMs));
	expect(await clientOf(silent, { timeoutMs }).me()).toMatchObject(expected);
	const slow = await serve((_, res) => res.writeHead(200).write("{"));
	const timesOutAfterHeaders: typeof fetch = async (...call) => {
		const response = await fetch(...call);
		vi.advanceTimersByTime(timeoutMs);
		return response;
	};
	expect(
		await clientOf(slow, { timeoutMs, fetch: timesOutAfterHeaders }).me(),
	).toMatchObject({ ...expected, httpStatus: 200 });
});
