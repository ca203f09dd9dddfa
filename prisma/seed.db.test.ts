import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { readHeadroom } from "@/lib/accounts/usage";
import { listAccounts } from "@/lib/accounts/views";
import { listEvents } from "@/lib/audit/store";
import {
	causeOfAnomaly,
	describeAnomaly,
} from "@/lib/checklists/items-anomalies";
import { readChecklist } from "@/lib/checklists/views";
import type { Ctx } from "@/lib/command";
import { createMediaStore } from "@/lib/connectors/storage/media-store";
import { addDays, localDay } from "@/lib/core/time";
import type { Db } from "@/lib/db/client";
import { openByHand } from "@/lib/incidents/incident/commands-by-hand";
import { readKpiDay, readKpiSeries } from "@/lib/insights/kpi/views";
import { currentChannel } from "@/lib/notifications/channel";
import { setChannel } from "@/lib/notifications/commands";
import { DEMO_PASSWORD } from "@/lib/people/demo/demo";
import { actorOfSession } from "@/lib/people/sign-in/sessions";
import { signIn } from "@/lib/people/sign-in/sign-in";
import { listRuns } from "@/lib/pipeline/runs/views";
import { SILENT_DAY } from "@/prisma/demo/history-plan";
import { GRAPH, openSeedStage, type SeedStage } from "@/prisma/testing/seed";

/** A first seed draws pictures and reads three weeks of insights. */

let room: SeedStage;
let db: Db;
const seed: SeedStage["seed"] = (env) => room.seed(env);

beforeAll(async () => {
	room = await openSeedStage();
	db = room.db;
});
afterAll(() => room.close());

const enter = (email: string, password: string) =>
	signIn(db, { email, password, address: null, trace: "seed-test" });
const auditLength = async () =>
	Number((await listEvents(db, { limit: 1 }))[0]?.seq ?? 0);

it("refuses demo mode against the real platform, and changes nothing", async () => {
	const real = await seed({
		SIGNALBOX_DEMO: "on",
		INSTAGRAM_GRAPH_URL: "https://graph.instagram.com",
	});
	expect(real).toMatchObject({
		code: 2,
		errors: expect.stringContaining("demo mode refuses to start"),
	});
	expect(await auditLength()).toBe(0);
});

it("seeds the demo once, however often it starts", async () => {
	expect(await seed({ SIGNALBOX_DEMO: "on" })).toMatchObject({
		code: 0,
		lines: [
			{ kind: "demo people", password: DEMO_PASSWORD },
			{ kind: "demo team channel", "read it at": `${GRAPH}/_channel/team` },
		],
	});
	expect(await enter("owner@demo.example", DEMO_PASSWORD)).toMatchObject({
		kind: "signed_in",
	});
	expect(await db.account.count()).toBe(2);
	expect(await db.trendSource.count()).toBe(2);
	expect(
		await db.setting.findUniqueOrThrow({ where: { id: 1 } }),
	).toMatchObject({
		demo: true,
		separationOfDuties: true,
		auditProtection: "strong",
	});
	const emulator = readFileSync(join(room.dataDir, "emulator.json"), "utf8");
	expect(emulator).toContain("acme_daily");

	const before = await auditLength();
	expect((await seed({ SIGNALBOX_DEMO: "on" })).code).toBe(0);
	expect(await auditLength()).toBe(before);
});

it("gives each account a past that the emulator and the collectors agree upon", async () => {
	const ctx = room.service("setup");
	const [daily, labs] = await listAccounts(ctx);
	if (!daily || !labs) throw new Error("the demo has no accounts");
	const posts = await db.post.findMany({ where: { accountId: daily.id } });
	expect(posts.length).toBeGreaterThan(50);
	expect(posts.filter(({ mediaSha256 }) => mediaSha256[0])).toHaveLength(12);
	expect(new Set(posts.map(({ caption }) => caption)).size).toBe(posts.length);

	const { points } = await readKpiSeries(ctx, daily.id, 14);
	const reaches = points.map(({ reach }) => reach);
	expect(reaches.filter((reach) => (reach ?? 0) > 1_000)).toHaveLength(14);
	const added = localDay(new Date(daily.createdAt), daily.timeZone);
	const silentDay = addDays(added, -SILENT_DAY);
	const silent = points.find(({ day }) => day === silentDay)?.reach ?? 0;
	expect(silent).toBeLessThan(
		Math.min(...reaches.filter((r) => r !== silent).map(Number)),
	);
	expect(
		await db.snapshot.count({ where: { accountId: daily.id } }),
	).toBeGreaterThan(5);
	const [picture] = await db.asset.findMany({ where: { kind: "image" } });
	const media = createMediaStore(`file:${join(room.dataDir, "media")}`);
	expect(await media.exists(picture?.sha256 ?? "")).toBe(true);
	expect(await readHeadroom(ctx, daily.id)).toMatchObject({
		quota: { total: 50 },
	});

	const lastDay = points.at(-1)?.day ?? "";
	expect((await readKpiDay(ctx, daily.id, lastDay)).anomalies).toEqual([]);
	expect((await readKpiDay(ctx, labs.id, lastDay)).anomalies).toMatchObject([
		{ metric: "reach" },
		{ metric: "saves" },
	]);
});

it("answers every item of the daily checklist, and leaves people something to do", async () => {
	const [daily, labs] = await listAccounts(room.service("setup"));
	const { items } = await readChecklist(room.service("setup"), daily?.id ?? "");
	const verdicts = items.map(({ item, verdict }) => `${item} ${verdict}`);
	expect(verdicts).toEqual([
		"failed_jobs pass",
		"queue fail",
		"headroom pass",
		expect.stringMatching(/^kpi_summary (pass|late)$/),
		expect.stringMatching(/^anomalies (pass|late)$/),
	]);
	const other = await readChecklist(room.service("setup"), labs?.id ?? "");
	const open = other.items.filter(({ verdict }) => verdict === "fail");
	expect(open.every(({ mend }) => mend !== null)).toBe(true);
	expect(open.map(({ item }) => item)).toContain("queue");
});

it("lets an operator look into what fell, and answers for it then", async () => {
	const accountId = (await listAccounts(room.service("setup")))[1]?.id ?? "";
	const entered = await enter("operator@demo.example", DEMO_PASSWORD);
	const actor =
		entered.kind === "signed_in"
			? await actorOfSession(db, entered.sessionId)
			: null;
	if (!actor) throw new Error("the operator cannot come in");
	const ctx: Ctx = { ...room.service("setup"), actor };
	const [last] = (await readKpiSeries(ctx, accountId)).points.slice(-1);
	const { anomalies } = await readKpiDay(ctx, accountId, last?.day ?? "");
	for (const anomaly of anomalies)
		await openByHand(ctx, {
			accountId,
			title: describeAnomaly(anomaly),
			severity: 3,
			dedupeKey: causeOfAnomaly(anomaly),
			ownerId: actor.id,
			etaAt: { inMinutes: 60 },
		});
	const { items } = await readChecklist(ctx, accountId);
	const item = items.find((one) => one.item === "anomalies");
	expect(item?.verdict).toMatch(/^(pass|late)$/);
	expect(item?.sentence).toContain("2 open incidents, with owner and ETA");
});

it("starts a run for every slot of the next day, for the worker to fill", async () => {
	const [daily, labs] = await listAccounts(room.service("setup"));
	const runs = await listRuns(room.service("setup"), { accountId: daily?.id });
	expect(runs.length).toBeGreaterThanOrEqual(3);
	expect(runs.every(({ state }) => state === "queued")).toBe(true);
	expect(
		await listRuns(room.service("setup"), { accountId: labs?.id }),
	).toEqual([]);
});

it("moves its team channel with the emulator, and leaves one of somebody's own alone", async () => {
	const moved = {
		SIGNALBOX_DEMO: "on",
		INSTAGRAM_GRAPH_URL: "http://127.0.0.1:2",
	};
	const address = "http://127.0.0.1:2/_channel/team";
	expect((await seed(moved)).lines).toContainEqual({
		kind: "demo team channel",
		"read it at": address,
	});
	expect(await currentChannel(db)).toMatchObject({ url: address });

	const own = "https://hooks.example.org/T1";
	await setChannel(room.service("setup"), { url: own });
	expect((await seed(moved)).lines).toHaveLength(1);
	expect(await currentChannel(db)).toMatchObject({ url: own });
	const given = {
		...moved,
		TEAM_CHANNEL_WEBHOOK_URL: "https://hooks.example.org/T2",
	};
	await setChannel(room.service("setup"), { url: null });
	expect((await seed(given)).lines).toHaveLength(1);
	expect(await currentChannel(db)).toBeNull();
});

it("moves the feeds with the server's address", async () => {
	const env = { SIGNALBOX_DEMO: "on", NEXTAUTH_URL: "http://127.0.0.1:3999" };
	expect((await seed(env)).code).toBe(0);
	const feeds = await db.trendSource.findMany({ orderBy: { location: "asc" } });
	expect(feeds.map(({ location }) => location)).toEqual([
		"http://127.0.0.1:3999/demo/feeds/model-notes.xml",
		"http://127.0.0.1:3999/demo/feeds/working-day.xml",
	]);
});

it("audits duties that are switched off, and sees an audit log that is weak", async () => {
	const env = {
		SIGNALBOX_DEMO: "on",
		SEPARATION_OF_DUTIES: "off",
		DATABASE_URL: room.urls.ownerUrl,
		SIGNALBOX_ROLE: "signalbox_app",
	};
	expect((await seed(env)).code).toBe(0);
	expect(
		await db.setting.findUniqueOrThrow({ where: { id: 1 } }),
	).toMatchObject({ separationOfDuties: false, auditProtection: "weak" });
	expect(
		(await listEvents(db, { action: "duties.set", limit: 5 }))[0],
	).toMatchObject({
		actorId: "setup",
		before: { separationOfDuties: true },
		after: { separationOfDuties: false },
	});
});

it("without demo lets one administrator in and every demo person out", async () => {
	const first = await seed({ SIGNALBOX_DEMO: "off" });
	expect(first.lines).toMatchObject([
		{
			kind: "administrator, shown this once",
			email: "admin@signalbox.local",
		},
	]);
	const password = first.lines[0]?.password ?? "";
	expect(await enter("admin@signalbox.local", password)).toMatchObject({
		kind: "signed_in",
		mustChangePassword: true,
	});
	expect(await enter("admin@demo.example", DEMO_PASSWORD)).toEqual({
		kind: "refused",
	});
	expect(await seed({ SIGNALBOX_DEMO: "off" })).toMatchObject({
		code: 0,
		lines: [],
	});
});
