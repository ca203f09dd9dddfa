import { expect, test } from "vitest";
import {
	FAR_PAST,
	IG_ID,
	stageEmulator,
} from "@/lib/connectors/emulator/testing/emulator";
import { publishContainer } from "@/lib/connectors/instagram/media-publish";

const HOUR_MS = 3_600_000;

test("our client goes from image to insights: create, poll, publish, list, read", async () => {
	const { client, control, imageUrl, url } = await stageEmulator();
	await control.changeSettings({ processingMs: 60_000 });

	const me = await client.me();
	expect(me).toMatchObject({
		ok: true,
		data: { user_id: IG_ID, username: "bakery", followers_count: 5000 },
	});

	const created = await client.createContainer({
		image_url: imageUrl,
		caption: "Fresh bread #bakery",
		alt_text: "A loaf",
		is_ai_generated: true,
	});
	if (!created.ok) throw new Error(JSON.stringify(created));
	const containerId = created.data.id;
	expect(containerId).toMatch(/^\d{17}$/);

	const early = await client.containerStatus(containerId);
	expect(early).toMatchObject({ data: { status_code: "IN_PROGRESS" } });
	await control.advanceClock(60_000);
	const ready = await client.containerStatus(containerId);
	expect(ready).toMatchObject({ data: { status_code: "FINISHED" } });

	const published = await publishContainer(client, containerId, {
		timeoutMs: 60_000,
	});
	if (!published.ok) throw new Error(JSON.stringify(published));
	const mediaId = published.data.id;
	expect(mediaId).not.toBe(containerId);
	expect(await client.containerStatus(containerId)).toMatchObject({
		data: { status_code: "PUBLISHED" },
	});
	expect(await client.publishingLimit()).toMatchObject({
		data: { quotaUsage: 1, quotaTotal: 50, quotaDurationS: 86_400 },
	});

	const listed = await client.listMedia({ since: FAR_PAST });
	expect(listed).toMatchObject({
		data: {
			complete: true,
			media: [{ id: mediaId, caption: "Fresh bread #bakery" }],
		},
	});
	const media = await client.media(mediaId);
	if (!media.ok) throw new Error(JSON.stringify(media));
	expect(media.data.permalink?.startsWith(`${url}/p/`)).toBe(true);
	expect(media.raw).toMatchObject({
		timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+0000$/),
	});

	expect(await client.mediaInsights(mediaId, ["reach"])).toMatchObject({
		ok: true,
		data: [],
	});
	await control.advanceClock(24 * HOUR_MS);
	const insights = await client.mediaInsights(mediaId, ["reach", "views"]);
	if (!insights.ok) throw new Error(JSON.stringify(insights));
	expect(insights.data.map((metric) => metric.name)).toEqual([
		"reach",
		"views",
	]);
	expect(insights.data[0]?.values?.[0]?.value).toBeGreaterThan(100);

	const [post] = await control.listPublished(IG_ID);
	expect(post).toMatchObject({
		containerId,
		aiGenerated: true,
		altText: "A loaf",
	});
	const page = await fetch(media.data.permalink ?? "");
	expect(await page.text()).toContain("not on Instagram");
});

test("account insights count each Pacific day, and add up to the total", async () => {
	const { client, control } = await stageEmulator();
	await control.addMedia({ igId: IG_ID, caption: "Old post" });
	const { now } = await control.advanceClock(72 * HOUR_MS);
	const until = new Date(now);
	const range = { since: new Date(until.getTime() - 90 * HOUR_MS), until };

	const total = await client.accountInsights({
		...range,
		metrics: ["views", "likes"],
		metricType: "total_value",
	});
	if (!total.ok) throw new Error(JSON.stringify(total));
	expect(total.data[0]?.total_value?.value).toBeGreaterThan(100);

	const series = await client.accountInsights({
		...range,
		metrics: ["reach"],
		metricType: "time_series",
	});
	if (!series.ok) throw new Error(JSON.stringify(series));
	const values = series.data[0]?.values ?? [];
	expect(values.length).toBeGreaterThanOrEqual(4);
	for (const { end_time } of values)
		expect([7, 8]).toContain(end_time?.getUTCHours());
	const reach = await client.accountInsights({
		...range,
		metrics: ["reach"],
		metricType: "total_value",
	});
	if (!reach.ok) throw new Error(JSON.stringify(reach));
	const sum = values.reduce((all, { value }) => all + value, 0);
	expect(sum).toBeCloseTo(reach.data[0]?.total_value?.value ?? 0, -1);
});
