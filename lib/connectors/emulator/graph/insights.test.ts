import fc from "fast-check";
import { expect, test } from "vitest";
import {
	IG_ID,
	makeContainer,
	type Stage,
	stageEmulator,
} from "@/lib/connectors/emulator/testing/emulator";
import { publishContainer } from "@/lib/connectors/instagram/media-publish";
import { metricsAt, reachedShare } from "./curve";

const HOUR_MS = 3_600_000;
const METRICS = ["reach", "likes", "total_interactions"];

async function reachOf({ client }: Stage, mediaId: string) {
	const answer = await client.mediaInsights(mediaId, ["reach"]);
	if (!answer.ok) throw new Error(JSON.stringify(answer));
	return answer.data[0]?.values?.[0]?.value ?? null;
}

async function stagePost(ageMs: number) {
	const stage = await stageEmulator();
	const mediaId = await stage.control.addMedia({ igId: IG_ID, caption: "x" });
	await stage.control.advanceClock(ageMs);
	return { stage, mediaId };
}

test("counters never fall with age and hang together", () => {
	const age = fc.integer({ min: 0, max: 60 * 24 * HOUR_MS });
	fc.assert(
		fc.property(
			fc.string(),
			fc.integer({ min: 0, max: 1_000_000 }),
			fc.tuple(age, age),
			(seed, followers, [a, b]) => {
				const post = { seed, followers, factor: 1 };
				const early = metricsAt(post, Math.min(a, b));
				const late = metricsAt(post, Math.max(a, b));
				for (const [name, value] of Object.entries(early)) {
					expect(late).toHaveProperty(name);
					expect(late[name as keyof typeof late]).toBeGreaterThanOrEqual(value);
				}
				expect(late.views).toBeGreaterThanOrEqual(late.reach);
				expect(late.total_interactions).toBe(
					late.likes + late.comments + late.saved + late.shares + late.reposts,
				);
			},
		),
		{ numRuns: 50 },
	);
});

test("a post is young at first and done after four weeks", () => {
	expect(reachedShare(HOUR_MS)).toBeLessThan(0.1);
	expect(reachedShare(24 * HOUR_MS)).toBeGreaterThan(0.7);
	expect(reachedShare(28 * 24 * HOUR_MS)).toBeGreaterThan(0.99);
});

test("within the lag the set is empty, while likes are already counted on the post", async () => {
	const { stage, mediaId } = await stagePost(20 * HOUR_MS);
	await stage.control.changeSettings({ insightsLagMs: 24 * HOUR_MS });
	expect(await reachOf(stage, mediaId)).toBeNull();
	const media = await stage.client.media(mediaId);
	if (!media.ok) throw new Error(JSON.stringify(media));
	expect(media.data.like_count).toBeGreaterThan(0);
	await stage.control.advanceClock(24 * HOUR_MS);
	expect(await reachOf(stage, mediaId)).toBeGreaterThan(0);
});

test("the same account gives the same numbers on a fresh emulator", async () => {
	const [a, b] = [await stagePost(24 * HOUR_MS), await stagePost(24 * HOUR_MS)];
	expect(a.mediaId).not.toBe(b.mediaId);
	const [first, second] = [
		await reachOf(a.stage, a.mediaId),
		await reachOf(b.stage, b.mediaId),
	];
	expect(Math.abs((first ?? 0) - (second ?? Number.NaN))).toBeLessThanOrEqual(
		1,
	);
});

test.each(["impressions", "navigation", "ig_reels_avg_watch_time"])(
	"%s refuses the whole request of a feed image",
	async (metric) => {
		const { stage, mediaId } = await stagePost(24 * HOUR_MS);
		expect(
			await stage.client.mediaInsights(mediaId, [...METRICS, metric]),
		).toMatchObject({ error: { code: 100, subcode: null } });
		expect(await stage.client.mediaInsights(mediaId, METRICS)).toMatchObject({
			ok: true,
		});
	},
);

test("an outage is 500, emptiness is empty, a frozen source repeats itself", async () => {
	const { stage, mediaId } = await stagePost(6 * HOUR_MS);
	const { control, client } = stage;
	await control.addFault({ kind: "insights_error", count: 1 });
	expect(await client.mediaInsights(mediaId, METRICS)).toMatchObject({
		httpStatus: 500,
		error: { code: 2, isTransient: true },
	});
	await control.addFault({ kind: "insights_empty", count: 1 });
	expect(await client.mediaInsights(mediaId, METRICS)).toMatchObject({
		ok: true,
		data: [],
	});
	const before = await reachOf(stage, mediaId);
	const id = await control.addFault({ kind: "insights_frozen" });
	await control.advanceClock(24 * HOUR_MS);
	expect(
		Math.abs(((await reachOf(stage, mediaId)) ?? 0) - (before ?? 0)),
	).toBeLessThanOrEqual(1);
	await control.clearFaults(id);
	expect(await reachOf(stage, mediaId)).toBeGreaterThan((before ?? 0) * 1.5);
});

test("a true drop lasts for the posts published under it", async () => {
	const reachUnder = async (factor: number) => {
		const stage = await stageEmulator();
		const containerId = await makeContainer(stage);
		await stage.control.addFault({ kind: "true_drop", params: { factor } });
		const answer = await publishContainer(stage.client, containerId, {
			timeoutMs: 60_000,
		});
		if (!answer.ok) throw new Error(JSON.stringify(answer));
		await stage.control.clearFaults();
		await stage.control.advanceClock(48 * HOUR_MS);
		return (await reachOf(stage, answer.data.id)) ?? 0;
	};
	const [normal, dropped] = [await reachUnder(1), await reachUnder(0.5)];
	expect(dropped / normal).toBeCloseTo(0.5, 1);
});

test("follows need 100 followers, breakdowns and long ranges are refused", async () => {
	const { client, control } = await stageEmulator();
	await control.ensureAccount({
		igId: IG_ID,
		username: "bakery",
		token: "t",
		followers: 99,
	});
	const { now } = await control.advanceClock(48 * HOUR_MS);
	const until = new Date(now);
	const ask = (days: number, metrics: string[]) =>
		client.accountInsights({
			metrics,
			metricType: "total_value",
			since: new Date(until.getTime() - days * 24 * HOUR_MS),
			until,
		});
	const small = await ask(2, ["views", "follows_and_unfollows"]);
	expect(small).toMatchObject({ data: [{ name: "views" }] });
	expect(small.ok && small.data).toHaveLength(1);
	expect(await ask(31, ["views"])).toMatchObject({ error: { code: 100 } });
	expect(await ask(2, ["impressions"])).toMatchObject({ error: { code: 100 } });
});
