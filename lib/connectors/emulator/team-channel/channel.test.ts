import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { startEmulator } from "@/lib/connectors/emulator/server";

function tempFile(): string {
	const dir = mkdtempSync(join(tmpdir(), "emulator-channel-"));
	onTestFinished(() => rmSync(dir, { recursive: true }));
	return join(dir, "channel.json");
}

async function openRoom(channelFile?: string) {
	const emulator = await startEmulator({
		port: 0,
		host: "127.0.0.1",
		...(channelFile ? { channelFile } : {}),
	});
	const address = `${emulator.url}/_channel/team`;
	const post = async (body: string, type = "application/json") => {
		const response = await fetch(address, {
			method: "POST",
			headers: { "content-type": type },
			body,
		});
		return `${response.status} ${await response.text()}`;
	};
	const read = async () =>
		(await fetch(`${address}?format=json`)).json() as Promise<{
			messages: { at: string; text: string }[];
		}>;
	const page = async () => (await fetch(address)).text();
	return { address, post, read, page, close: emulator.close };
}

test("a message is taken as Slack takes it, kept with its time, and there after a restart", async () => {
	const file = tempFile();
	const first = await openRoom(file);
	expect(await first.page()).toContain("No message has arrived yet");
	expect(await first.post('{"text":"Day &lt;one&gt;"}')).toBe("200 ok");
	const form = `payload=${encodeURIComponent('{"text":"Day two"}')}`;
	expect(await first.post(form, "application/x-www-form-urlencoded")).toBe(
		"200 ok",
	);
	await first.close();

	const second = await openRoom(file);
	onTestFinished(second.close);
	const { messages } = await second.read();
	expect(messages.map(({ text }) => text)).toEqual([
		"Day two",
		"Day &lt;one&gt;",
	]);
	expect(Date.parse(messages[0]?.at ?? "")).toBeGreaterThan(0);
	const page = await second.page();
	expect(page).toContain("Demo channel");
	expect(page).toContain("Day &#60;one&#62;");
});

test("what is no message is refused in the words of a webhook", async () => {
	const room = await openRoom();
	onTestFinished(room.close);
	expect(await room.post("not json")).toBe("400 invalid_payload");
	expect(await room.post('{"text":" "}')).toBe("400 no_text");
	expect(await room.post('{"blocks":[]}')).toBe("400 no_text");
	const nowhere = await fetch(`${room.address}%2e%2e`, { method: "POST" });
	expect(nowhere.status).toBe(404);
	expect((await room.read()).messages).toEqual([]);
});

test("markup in a message stays text on the page", async () => {
	const room = await openRoom();
	onTestFinished(room.close);
	await room.post('{"text":"<script>x</script> &lt;b&gt;"}');
	const page = await room.page();
	expect(page).not.toMatch(/<script|<b>/);
});

test("no web page may write into it", async () => {
	const room = await openRoom();
	onTestFinished(room.close);
	const headers = { origin: "https://example.org" };
	const status = await new Promise((resolve) => {
		request(room.address, { method: "POST", headers }, (response) =>
			resolve(response.statusCode),
		).end('{"text":"hello"}');
	});
	expect(status).toBe(403);
	expect((await room.read()).messages).toEqual([]);
});

test("a file that is not its own is never overwritten", async () => {
	const file = tempFile();
	writeFileSync(file, '{"team":"something else"}');
	await expect(openRoom(file)).rejects.toMatchObject({ code: "misconfigured" });
});
