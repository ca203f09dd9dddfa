import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";
import type { GraphAnswer } from "@/lib/connectors/instagram/answer";
import {
	createInstagramClient,
	type InstagramClient,
} from "@/lib/connectors/instagram/client";
import { publishContainer } from "@/lib/connectors/instagram/media-publish";

export const TOKEN = "IGAA canary/token+äß";
/** The token in every form that must not come back. */
export const TOKEN_FORMS = [TOKEN, encodeURIComponent(TOKEN), "canary"];

/** A server of the test's own on a free loopback port. */
export async function serve(listener: RequestListener): Promise<string> {
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

export const clientOf = (
	baseUrl: string,
	other: Partial<Parameters<typeof createInstagramClient>[0]> = {},
): InstagramClient =>
	createInstagramClient({
		baseUrl,
		version: "v26.0",
		token: TOKEN,
		timeoutMs: 60_000,
		igId: "17841400000000001",
		...other,
	});

/** Every method of the client and the publish call, as one would call them. */
export const CALLS: Record<
	string,
	(client: InstagramClient) => Promise<GraphAnswer<unknown>>
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
		publishContainer(client, "1", { timeoutMs: 60_000 }),
};
