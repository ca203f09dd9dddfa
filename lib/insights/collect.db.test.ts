import { randomBytes } from "node:crypto";
import {
	afterAll,
	afterEach,
	beforeAll,
	beforeEach,
	expect,
	test,
	vi,
} from "vitest";
import { saveToken } from "@/lib/accounts/commands-token";
import { readHeadroom } from "@/lib/accounts/usage";
import { addDays, DAY, HOUR } from "@/lib/core/time";
import { appNow } from "@/lib/db/clock";
import { collectSnapshots } from "@/lib/insights/collect";
import { collectAccountDay } from "@/lib/insights/collect-day";
import { checkLimits } from "@/lib/insights/limits";
import { metaDay } from "@/lib/insights/meta-day";
import { MEDIA_METRICS } from "@/lib/insights/parse";
import {
	graphError,
	insightsOf,
	NO_DATA,
	startTestGraph,
	type TestGraph,
} from "@/lib/insights/test-graph";
import {
	readCollectorHealth,
	readKpiDay,
	readKpiSeries,
} from "@/lib/insights/views";
import { readKpiReport } from "@/lib/insights/views-report";
import { openTestRoom, type TestRoom } from "@/lib/notifications/test-room";
import { addTestAccount, addTestPost } from "@/lib/notifications/test-rows";

let api: TestGraph;
let room: TestRoom;
let accountId = "";

beforeAll(async () => {
	vi.stubEnv("SIGNALBOX_KEYS", `k1:${randomBytes(32).toString("base64")}`);
	room = await openTestRoom();
	api = await startTestGraph();
});
beforeEach(async () => {
	accountId = await addTestAccount(room.owner);
	await saveToken(room.as("setup"), {
		accountId,
		token: "IGAA-canary",
		expiresAt: null,
	});
});
afterEach(async () => {
	await room.owner.account.updateMany({ data: { state: "paused" } });
	api.reset();
});
afterAll(async () => {
	api.close();
	await room.close();
	vi.unstubAllEnvs();
});

const livePost = async (ageMs: number, mediaId = "178") => {
	const now = await appNow(room.db);
	const at = new Date(now.getTime() - ageMs);
	return addTestPost(room.owner, {
		accountId,
		slotAt: at,
		state: "published",
		mediaId,
		finishedAt: at,
	});
};
const collect = () => collectSnapshots(room.as("worker"), api.at);
const snapshots = () => room.db.snapshot.findMany({ where: { accountId } });
const health = async (collector: "snapshots" | "account_day") =>
	(await readCollectorHealth(room.as("cli"))).find(
		(row) => row.accountId === accountId && row.collector === collector,
	);

test("a snapshot is taken once at its age, with its raw answer and its true age", async () => {
	const postId = await livePost(HOUR);
	api.answer(() => insightsOf({ reach: 40, saved: 0 }));
	expect(await collect()).toEqual({ did: 1 });
	expect(await collect()).toEqual({ did: 0 });
	const [row, ...more] = await snapshots();
	expect(more).toEqual([]);
	expect(row).toMatchObject({
		postId,
		ageLabel: "1h",
		reach: 40,
		saves: 0,
		likes: null,
	});
	expect(row?.ageSeconds).toBeGreaterThanOrEqual(3600);
	expect(JSON.stringify(row?.raw)).toContain("reach");
	expect(await health("snapshots")).toMatchObject({ state: "ok", received: 0 });
});

test("an empty answer is no number; it is asked again while its age lasts", async () => {
	await livePost(HOUR);
	expect(await collect()).toEqual({ did: 0 });
	expect(await snapshots()).toMatchObject([{ reach: null, likes: null }]);
	api.answer(() => insightsOf({ reach: 7 }));
	expect(await collect()).toEqual({ did: 1 });
	expect(await snapshots()).toMatchObject([{ reach: 7 }]);
});

test("an age that went by is not filled in later", async () => {
	await livePost(2 * HOUR);
	expect(await collect()).toEqual({ did: 0 });
	expect(api.asked).toEqual([]);
	expect(await snapshots()).toEqual([]);
});

test("a metric that this media does not know leaves the others alone (#100)", async () => {
	await livePost(HOUR);
	api.answer(({ metrics }) =>
		metrics.includes("views")
			? graphError(100)
			: insightsOf({ [metrics[0] ?? ""]: 3 }),
	);
	expect(await collect()).toEqual({ did: 1 });
	expect(api.asked).toHaveLength(1 + MEDIA_METRICS.length);
	expect(await snapshots()).toMatchObject([
		{ views: null, reach: 3, saves: 3, profileVisits: 3 },
	]);
});

test("a dead token stops the account's collector, which says so and goes stale", async () => {
	await livePost(HOUR);
	await livePost(3 * HOUR, "179");
	api.answer(() => graphError(190));
	expect(await collect()).toEqual({ did: 0 });
	expect(api.asked).toHaveLength(1);
	expect(await health("snapshots")).toMatchObject({
		state: "stale",
		succeededAt: null,
		expected: 2,
		fault: expect.stringMatching(/190/),
	});
	expect(JSON.stringify(await health("snapshots"))).not.toContain("canary");
});

test("simulated posts and paused accounts are never asked about", async () => {
	const now = await appNow(room.db);
	const at = new Date(now.getTime() - HOUR);
	await addTestPost(room.owner, {
		accountId,
		slotAt: at,
		state: "simulated",
		finishedAt: at,
	});
	await collect();
	expect(api.asked).toEqual([]);
	await livePost(HOUR);
	await room.owner.account.update({
		where: { id: accountId },
		data: { state: "paused" },
	});
	await collect();
	expect(api.asked).toEqual([]);
});

test("the account's days are read with their reach, and shown with their gaps", async () => {
	const now = await appNow(room.db);
	const yesterday = addDays(metaDay(now), -1);
	const { points } = await readKpiSeries(room.as("cli"), accountId);
	expect(
		points.filter(({ reach, reason }) => reach === null && reason),
	).toHaveLength(14);
	api.answer(({ path }) =>
		path.endsWith("/insights")
			? insightsOf({ reach: 900, saves: 4, shares: 2, profile_links_taps: 0 })
			: { status: 200, body: { id: "1", followers_count: 5000 } },
	);
	expect(await collectAccountDay(room.as("worker"), api.at)).toEqual({
		did: 21,
	});
	expect(await collectAccountDay(room.as("worker"), api.at)).toEqual({
		did: 0,
	});
	const day = await readKpiDay(room.as("cli"), accountId, yesterday);
	expect(day).toMatchObject({
		state: "counting",
		reason: expect.stringMatching(/may still add/),
		figures: {
			reach: { value: 900, before: 900 },
			profileClicks: { value: 0 },
			watchTime: { value: null },
		},
	});
	const series = await readKpiSeries(room.as("cli"), accountId);
	expect(series.points).toHaveLength(14);
	expect(series.points[0]).toMatchObject({ reach: 900, state: "present" });
	expect(series.points.at(-1)).toMatchObject({ day: yesterday, reach: 900 });
});

test("the report sums what adds up, and reach never", async () => {
	const postId = await livePost(HOUR);
	api.answer(({ path }) =>
		path.endsWith("/insights") ? insightsOf({ reach: 900, saves: 4 }) : NO_DATA,
	);
	await collectAccountDay(room.as("worker"), api.at);
	const report = await readKpiReport(room.as("cli"), {
		period: "weekly",
		windowMs: 3 * DAY,
		accountId,
	});
	const [account] = report.accounts;
	expect(account?.totals).toEqual({
		saves: 12,
		shares: null,
		profileClicks: null,
	});
	expect(account?.totals).not.toHaveProperty("reach");
	expect(account?.posts).toMatchObject([
		{ postId, age: null, metrics: { reach: null } },
	]);
});

test("the limits are read with the days, and on demand; a refusal says why", async () => {
	api.answer(({ path }) =>
		path.endsWith("/content_publishing_limit")
			? { status: 200, body: { data: [{ quota_usage: 3 }] } }
			: NO_DATA,
	);
	const headroom = () => readHeadroom(room.as("cli"), accountId);
	await collectAccountDay(room.as("worker"), api.at);
	expect(await headroom()).toMatchObject({ quota: { usage: 3, total: 50 } });
	const operator = await room.person("operator");
	expect(await checkLimits(operator, accountId, api.at)).toEqual({
		checked: true,
	});
	api.answer(() => graphError(190));
	await expect(checkLimits(operator, accountId, api.at)).rejects.toMatchObject({
		code: "unavailable",
		message: expect.stringMatching(/190/),
	});
});

test("only a service collects, and a stranger reads nothing", async () => {
	await expect(
		collectSnapshots(await room.person("owner"), api.at),
	).rejects.toMatchObject({ code: "forbidden" });
	await expect(
		readKpiSeries(await room.person(null), accountId),
	).rejects.toMatchObject({ code: "forbidden" });
});
