import {
	ApiVersion,
	Client,
	PageField,
	SimplePostMetric,
} from "instagram-graph-api";
import { expect, onTestFinished, test, vi } from "vitest";
import {
	IG_ID,
	stageEmulator,
	TOKEN,
} from "@/lib/connectors/emulator/testing/emulator";

/**
 * The package has its host as a constant, so the test changes where its `fetch` goes, and nothing else:
 * method, path, parameters and answers are the package's and the emulator's own.
 */
function sendGraphHostTo(emulatorUrl: string): string[] {
	const seen: string[] = [];
	const real = globalThis.fetch;
	vi.stubGlobal(
		"fetch",
		(input: string | URL | Request, init?: RequestInit) => {
			const request = new Request(input, init);
			const { host, pathname, search } = new URL(request.url);
			if (host !== "graph.facebook.com") return real(request);
			seen.push(`${request.method} ${pathname}`);
			return real(`${emulatorUrl}${pathname}${search}`, {
				method: request.method,
			});
		},
	);
	onTestFinished(() => {
		vi.unstubAllGlobals();
	});
	return seen;
}

test("instagram-graph-api 7.0.0, unchanged but for the global fetch pointed at the emulator, publishes and reads a photo", async () => {
	const { url, control, imageUrl } = await stageEmulator();
	const seen = sendGraphHostTo(url);
	const client = new Client(TOKEN, IG_ID, ApiVersion.V18_0);

	const info = await client
		.newGetPageInfoRequest(PageField.USERNAME, PageField.FOLLOWERS_COUNT)
		.execute();
	expect(info.getUsername()).toBe("bakery");
	expect(info.getFollowers()).toBe(5000);

	const created = await client
		.newPostPagePhotoMediaRequest(imageUrl, "By another client")
		.execute();
	const container = await client
		.newGetContainerRequest(created.getId())
		.execute();
	expect(container.getContainerStatusCode()).toBe("FINISHED");
	const published = await client
		.newPostPublishMediaRequest(created.getId())
		.execute();

	const limit = await client.newGetContentPublishingLimitRequest().execute();
	expect(limit.getQuotaUsage()).toBe(1);
	const media = await client
		.newGetMediaInfoRequest(published.getId())
		.execute();
	expect(media.getCaption()).toBe("By another client");
	const list = await client.newGetPageMediaRequest().withLimit(5).execute();
	expect(list.getIds()).toEqual([published.getId()]);

	await control.advanceClock(24 * 3_600_000);
	const insights = await client
		.newGetSimplePostMediaInsightsRequest(
			published.getId(),
			SimplePostMetric.REACH,
		)
		.execute();
	expect(
		insights.getMetricByName("reach")?.getHighest()?.value,
	).toBeGreaterThan(100);
	expect(seen).toContain(`POST /v18.0//${IG_ID}/media_publish`);
});
