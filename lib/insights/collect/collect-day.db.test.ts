import {
	afterAll,
	afterEach,
	beforeAll,
	beforeEach,
	expect,
	test,
} from "vitest";
import { readHeadroom } from "@/lib/accounts/usage";
import { addDays, DAY, HOUR } from "@/lib/core/time";
import { appNow } from "@/lib/db/clock";
import {
	openTestCollector,
	type TestCollector,
} from "@/lib/insights/collect/testing/collector";
import {
	graphError,
	insightsOf,
	NO_DATA,
	type TestGraph,
} from "@/lib/insights/collect/testing/graph";
import { readKpiDay, readKpiSeries } from "@/lib/insights/kpi/views";
import { readKpiReport } from "@/lib/insights/kpi/views-report";
import type { World } from "@/lib/testing/world";
import { collectAccountDay } from "./collect-day";
import { checkLimits } from "./limits";
import { metaDay } from "./meta-day";

let stage: TestCollector;
let room: World;
let api: TestGraph;
let accountId = "";

beforeAll(async () => {
	stage = await openTestCollector();
	({ room, api } = stage);
});
beforeEach(async () => {
	accountId = await stage.connect();
});
afterEach(() => stage.rest());
afterAll(() => stage.close());

test("the account's days are read with their reach, and shown with their gaps", async () => {
	const now = await appNow(room.db);
	const yesterday = addDays(metaDay(now), -1);
	const { points } = await readKpiSeries(room.service("cli"), accountId);
	expect(
		points.filter(({ reach, reason }) => reach === null && reason),
	).toHaveLength(14);
	api.answer(({ path }) =>
		path.endsWith("/insights")
			? insightsOf({ reach: 900, saves: 4, shares: 2, profile_links_taps: 0 })
			: { status: 200, body: { id: "1", followers_count: 5000 } },
	);
	expect(await collectAccountDay(room.service("worker"), api.at)).toEqual({
		did: 21,
	});
	expect(await collectAccountDay(room.service("worker"), api.at)).toEqual({
		did: 0,
	});
	const day = await readKpiDay(room.service("cli"), accountId, yesterday);
	expect(day).toMatchObject({
		state: "counting",
		reason: expect.stringMatching(/may still add/),
		figures: {
			reach: { value: 900, before: 900 },
			profileClicks: { value: 0 },
			watchTime: { value: null },
		},
	});
	const series = await readKpiSeries(room.service("cli"), accountId);
	expect(series.points).toHaveLength(14);
	expect(series.points[0]).toMatchObject({ reach: 900, state: "present" });
	expect(series.points.at(-1)).toMatchObject({ day: yesterday, reach: 900 });
});

test("the followers of now are the newest day's alone, whichever days are due", async () => {
	const yesterday = addDays(metaDay(await appNow(room.db)), -1);
	const earlier = addDays(yesterday, -4);
	const count = (followers: number) =>
		api.answer(({ path }) =>
			path.endsWith("/insights")
				? insightsOf({ reach: 900 })
				: { status: 200, body: { id: "1", followers_count: followers } },
		);
	const followersOf = async (day: string) =>
		(await room.db.accountDay.findFirst({ where: { accountId, day } }))
			?.followers;
	count(5000);
	await collectAccountDay(room.service("worker"), api.at);
	await room.owner.accountDay.deleteMany({
		where: { accountId, day: earlier },
	});
	count(6000);
	expect(await collectAccountDay(room.service("worker"), api.at)).toEqual({
		did: 1,
	});
	expect(await followersOf(earlier)).toBeNull();
	expect(await followersOf(yesterday)).toBe(5000);
});

test("the report sums what adds up, and reach never", async () => {
	const postId = await stage.livePost(accountId, HOUR);
	api.answer(({ path }) =>
		path.endsWith("/insights") ? insightsOf({ reach: 900, saves: 4 }) : NO_DATA,
	);
	await collectAccountDay(room.service("worker"), api.at);
	const report = await readKpiReport(room.service("cli"), {
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
	const headroom = () => readHeadroom(room.service("cli"), accountId);
	await collectAccountDay(room.service("worker"), api.at);
	expect(await headroom()).toMatchObject({ quota: { usage: 3, total: 50 } });
	const operator = await room.person(["operator"]);
	expect(await checkLimits(operator, accountId, api.at)).toEqual({
		checked: true,
	});
	api.answer(() => graphError(190));
	await expect(checkLimits(operator, accountId, api.at)).rejects.toMatchObject({
		code: "unavailable",
		message: expect.stringMatching(/190/),
	});
});
