import {
	afterAll,
	afterEach,
	beforeAll,
	beforeEach,
	expect,
	test,
} from "vitest";
import { DAY, HOUR, MINUTE } from "@/lib/core/time";
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
import { readCollectorHealth, readKpiSeries } from "@/lib/insights/kpi/views";
import { addTestPost } from "@/lib/notifications/testing/rows";
import type { World } from "@/lib/testing/world";
import { collectSnapshots } from "./collect";
import { MEDIA_METRICS } from "./parse";

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

const health = async () =>
	(await readCollectorHealth(room.service("cli"))).find(
		(row) => row.accountId === accountId && row.collector === "snapshots",
	);

const livePost = (ageMs: number, mediaId?: string) =>
	stage.livePost(accountId, ageMs, mediaId);
const collect = () => collectSnapshots(room.service("worker"), api.at);
const snapshots = () => room.db.snapshot.findMany({ where: { accountId } });

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
	expect(await health()).toMatchObject({ state: "ok", received: 0 });
});

test("an empty answer is no number; it is asked again while its age lasts", async () => {
	await livePost(HOUR);
	expect(await collect()).toEqual({ did: 0 });
	expect(await snapshots()).toMatchObject([{ reach: null, likes: null }]);
	await room.advance(5 * MINUTE);
	api.answer(() => insightsOf({ reach: 7 }));
	expect(await collect()).toEqual({ did: 1 });
	expect(await snapshots()).toMatchObject([{ reach: 7 }]);
});

test.each([
	["not counted yet", NO_DATA, 1, null],
	["gone from the platform", graphError(100), 9, null],
	["seen by too few", graphError(10), 1, /\(10\)/],
	["met by a platform that is out", graphError(2), 1, /\(2\)/],
])(
	"a post that is %s waits before it is asked for again, and its fault stays known",
	async (_, answer, calls, fault) => {
		await livePost(28 * DAY);
		api.answer(() => answer);
		const told = {
			received: 0,
			expected: 1,
			fault: fault && expect.stringMatching(fault),
		};
		for (let minute = 0; minute < 4; minute++) {
			await collect();
			expect(await health()).toMatchObject(told);
			await room.advance(MINUTE);
		}
		expect(api.asked).toHaveLength(calls);
		await room.advance(34 * HOUR);
		api.answer(() => insightsOf({ reach: 7 }));
		expect(await collect()).toEqual({ did: 1 });
		expect(await health()).toMatchObject({ received: 1, fault: null });
		expect(await snapshots()).toMatchObject([{ ageLabel: "28d", reach: 7 }]);
	},
);

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
	expect(await health()).toMatchObject({
		state: "stale",
		succeededAt: null,
		expected: 2,
		fault: expect.stringMatching(/190/),
	});
	expect(JSON.stringify(await health())).not.toContain("canary");
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

test("only a service collects, and a stranger reads nothing", async () => {
	await expect(
		collectSnapshots(await room.person(["owner"]), api.at),
	).rejects.toMatchObject({ code: "forbidden" });
	await expect(
		readKpiSeries(await room.person([]), accountId),
	).rejects.toMatchObject({ code: "forbidden" });
});
