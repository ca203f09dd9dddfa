import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import sharp from "sharp";
import { onTestFinished } from "vitest";
import {
	createEmulatorControl,
	type EmulatorControl,
} from "@/lib/connectors/emulator/control/client";
import {
	type EmulatorOptions,
	startEmulator,
} from "@/lib/connectors/emulator/server";
import {
	createInstagramClient,
	type InstagramClient,
} from "@/lib/connectors/instagram/client";

export const IG_ID = "17841400000000001";
export const TOKEN = "IGAA-canary-token-never-to-be-seen";
export const FAR_PAST = new Date("2020-01-01T00:00:00Z");

export type Stage = {
	url: string;
	control: EmulatorControl;
	client: InstagramClient;
	/** A JPEG of 1080×1350 that the emulator can fetch. */
	imageUrl: string;
	/** A client with other options on the same emulator. */
	clientWith(
		options: Partial<Parameters<typeof createInstagramClient>[0]>,
	): InstagramClient;
	close(): Promise<void>;
};

/** An emulator on a free port with one account and one fetchable image; containers are ready at once. */
export async function stageEmulator(
	options: Partial<EmulatorOptions> = {},
): Promise<Stage> {
	const emulator = await startEmulator({
		port: 0,
		host: "127.0.0.1",
		...options,
	});
	onTestFinished(emulator.close);
	const control = createEmulatorControl(emulator.url);
	await control.changeSettings({ processingMs: 0 });
	await control.ensureAccount({
		igId: IG_ID,
		username: "bakery",
		token: TOKEN,
		followers: 5000,
	});
	const clientWith: Stage["clientWith"] = (other) =>
		createInstagramClient({
			baseUrl: emulator.url,
			version: "v26.0",
			token: TOKEN,
			timeoutMs: 60_000,
			...other,
		});
	return {
		url: emulator.url,
		close: emulator.close,
		control,
		client: clientWith({}),
		clientWith,
		imageUrl: await serveBytes(await jpegOf(1080, 1350)),
	};
}

export const jpegOf = (width: number, height: number): Promise<Buffer> =>
	sharp({ create: { width, height, channels: 3, background: "#446688" } })
		.jpeg()
		.toBuffer();

/** Serves the same bytes at any path of a loopback port until the test ends. */
export async function serveBytes(bytes: Buffer, status = 200): Promise<string> {
	const server = createServer((_, response) => {
		response.writeHead(status, { "content-type": "image/jpeg" });
		response.end(bytes);
	});
	await new Promise<void>((resolve) => {
		server.listen(0, "127.0.0.1", resolve);
	});
	onTestFinished(() => {
		server.closeAllConnections();
		server.close();
	});
	const { port } = server.address() as AddressInfo;
	return `http://127.0.0.1:${port}/image.jpg`;
}

/** A container of the staged image; fails the test when there is none. */
export async function makeContainer(
	stage: Stage,
	caption = "Fresh bread",
): Promise<string> {
	const answer = await stage.client.createContainer({
		image_url: stage.imageUrl,
		caption,
		is_ai_generated: true,
	});
	if (!answer.ok) throw new Error(`no container: ${JSON.stringify(answer)}`);
	return answer.data.id;
}
