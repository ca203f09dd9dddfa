import { request } from "node:http";
import { expect, test } from "vitest";
import {
	IG_ID,
	makeContainer,
	stageEmulator,
	TOKEN,
} from "@/lib/connectors/emulator/testing/emulator";
import { createEmulatorControl } from "./client";
import { mayControl } from "./control";

const LOCAL = {
	remoteAddress: "127.0.0.1",
	host: "127.0.0.1:4010",
	origin: undefined,
};

test.each([
	[LOCAL, true],
	[
		{ ...LOCAL, remoteAddress: "::ffff:127.0.0.1", host: "localhost:4010" },
		true,
	],
	[{ ...LOCAL, remoteAddress: "::1", host: "[::1]:4010" }, true],
	[{ ...LOCAL, remoteAddress: "10.0.0.7" }, false],
	[{ ...LOCAL, remoteAddress: undefined }, false],
	[{ ...LOCAL, host: "rebound.example.org:4010" }, false],
	[{ ...LOCAL, host: undefined }, false],
	[{ ...LOCAL, origin: "http://localhost:3000" }, false],
])("%j may control: %s", (from, expected) => {
	expect(mayControl(from)).toBe(expected);
});

test("a web page cannot steer the emulator", async () => {
	const { url, control } = await stageEmulator();
	const status = await new Promise((resolve) => {
		const headers = {
			origin: "https://example.org",
			"content-type": "application/json",
		};
		request(`${url}/_control/clock`, { method: "POST", headers }, (response) =>
			resolve(response.statusCode),
		).end('{"advanceMs":1000}');
	});
	expect(status).toBe(403);
	expect((await control.readState()).clock.offsetMs).toBe(0);
});

test("the clock goes forward only", async () => {
	const { control } = await stageEmulator();
	await expect(control.advanceClock(-1)).rejects.toMatchObject({
		code: "unavailable",
	});
	const before = Date.now();
	const { now, offsetMs } = await control.advanceClock(3_600_000);
	expect(offsetMs).toBe(3_600_000);
	expect(Date.parse(now) - before).toBeGreaterThanOrEqual(3_600_000);
});

test("bad input, an unknown account and no emulator are errors, not silence", async () => {
	const { control, url } = await stageEmulator();
	await expect(
		control.addMedia({ igId: "99999", caption: "x" }),
	).rejects.toThrow("does not exist");
	await expect(
		control.ensureAccount({
			igId: "me",
			username: "b",
			token: "t",
			followers: 1,
		}),
	).rejects.toThrow("a numeric id");
	expect((await fetch(`${url}/_control/nothing`)).status).toBe(404);
	await expect(
		createEmulatorControl("http://127.0.0.1:1").readState(),
	).rejects.toMatchObject({
		code: "unavailable",
	});
});

test("the state tells what was asked for, never a token", async () => {
	const stage = await stageEmulator();
	await makeContainer(stage);
	await stage.client.me();
	const state = await stage.control.readState();
	expect(state.accounts[0]).toMatchObject({
		igId: IG_ID,
		requests: { create: 1, account: 1 },
	});
	expect(state.containers).toHaveLength(1);
	expect(JSON.stringify(state)).not.toContain(TOKEN);
});

test("a changed setting leaves the others alone", async () => {
	const { control } = await stageEmulator();
	const settings = await control.changeSettings({ quotaTotal: 3 });
	expect(settings).toMatchObject({
		quotaTotal: 3,
		processingMs: 0,
		captionReadable: true,
	});
});
