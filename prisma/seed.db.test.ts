import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { readHeadroom } from "@/lib/accounts/usage";
import { listAccounts } from "@/lib/accounts/views";
import { listEvents } from "@/lib/audit/store";
import { serviceActor } from "@/lib/auth/actor";
import type { Ctx } from "@/lib/command";
import { createMediaStore } from "@/lib/connectors/storage/media-store";
import { createDb, type Db } from "@/lib/db/client";
import { createTestDatabase, type TestDatabase } from "@/lib/db/test-database";
import { inheritedEnvironment } from "@/lib/env";
import { readKpiDay, readKpiSeries } from "@/lib/insights/views";
import { currentChannel } from "@/lib/notifications/channel";
import { setChannel } from "@/lib/notifications/commands";
import { DEMO_PASSWORD } from "@/lib/people/demo";
import { signIn } from "@/lib/people/sign-in";
import { listRuns } from "@/lib/pipeline/views";
import { SILENT_DAY } from "./demo/history-plan";

let database: TestDatabase;
let db: Db;
const dataDir = mkdtempSync(join(tmpdir(), "signalbox-seed-"));
/** Nothing listens on port 1. */
const GRAPH = "http://127.0.0.1:1";
const keys = `k1:${randomBytes(32).toString("base64")}`;

beforeAll(async () => {
	database = await createTestDatabase();
	db = createDb(database.appUrl);
});
afterAll(async () => {
	await db.$disconnect();
	await database.drop();
	rmSync(dataDir, { recursive: true });
});

type Run = { code: number; lines: Record<string, string>[]; errors: string };

const seed = (env: Record<string, string>): Promise<Run> =>
	new Promise((resolve) => {
		const child = execFile(
			process.execPath,
			["--import", "tsx", "prisma/seed.ts"],
			{
				env: {
					...inheritedEnvironment(),
					NODE_ENV: "production",
					DATABASE_URL: database.appUrl,
					OWNER_DATABASE_URL: database.ownerUrl,
					SIGNALBOX_DATA_DIR: dataDir,
					SIGNALBOX_KEYS: keys,
					NEXTAUTH_URL: "http://127.0.0.1:3000",
					INSTAGRAM_GRAPH_URL: GRAPH,
					...env,
				},
			},
			(_, stdout, stderr) =>
				resolve({
					code: child.exitCode ?? 1,
					lines: stdout
						.split("\n")
						.filter(Boolean)
						.map((line) => JSON.parse(line)),
					errors: stderr,
				}),
		);
	});

const enter = (email: string, password: string) =>
	signIn(db, { email, password, address: null, trace: "seed-test" });
const setupCtx = (): Ctx => ({
	db,
	actor: serviceActor("setup"),
	trace: "seed-test",
	address: null,
});
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
	const emulator = readFileSync(join(dataDir, "emulator.json"), "utf8");
	expect(emulator).toContain("acme_daily");

	const before = await auditLength();
	expect((await seed({ SIGNALBOX_DEMO: "on" })).code).toBe(0);
	expect(await auditLength()).toBe(before);
});

it("gives each account a past that the emulator and the collectors agree upon", async () => {
	const ctx = setupCtx();
	const [daily, labs] = await listAccounts(ctx);
	if (!daily || !labs) throw new Error("the demo has no accounts");
	const posts = await db.post.findMany({ where: { accountId: daily.id } });
	expect(posts.length).toBeGreaterThan(50);
	expect(posts.filter(({ mediaSha256 }) => mediaSha256[0])).toHaveLength(12);
	expect(new Set(posts.map(({ caption }) => caption)).size).toBe(posts.length);

	const { points } = await readKpiSeries(ctx, daily.id, 14);
	const reaches = points.map(({ reach }) => reach);
	expect(reaches.filter((reach) => (reach ?? 0) > 1_000)).toHaveLength(14);
	const silent = points.at(-SILENT_DAY)?.reach ?? 0;
	expect(silent).toBeLessThan(
		Math.min(...reaches.filter((r) => r !== silent).map(Number)),
	);
	expect(
		await db.snapshot.count({ where: { accountId: daily.id } }),
	).toBeGreaterThan(5);
	const [picture] = await db.asset.findMany({ where: { kind: "image" } });
	const media = createMediaStore(`file:${join(dataDir, "media")}`);
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

it("starts a run for every slot of the next day, for the worker to fill", async () => {
	const [daily, labs] = await listAccounts(setupCtx());
	const runs = await listRuns(setupCtx(), { accountId: daily?.id });
	expect(runs.length).toBeGreaterThanOrEqual(3);
	expect(runs.every(({ state }) => state === "queued")).toBe(true);
	expect(await listRuns(setupCtx(), { accountId: labs?.id })).toEqual([]);
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
	await setChannel(setupCtx(), { url: own });
	expect((await seed(moved)).lines).toHaveLength(1);
	expect(await currentChannel(db)).toMatchObject({ url: own });
	const given = {
		...moved,
		TEAM_CHANNEL_WEBHOOK_URL: "https://hooks.example.org/T2",
	};
	await setChannel(setupCtx(), { url: null });
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
		DATABASE_URL: database.ownerUrl,
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
		{ kind: "admin", email: "admin@signalbox.local" },
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
