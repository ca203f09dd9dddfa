import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Role, TokenScope } from "@/lib/auth/permissions";
import { opsOn } from "@/lib/cli/shell/testing/ops";
import { installDefaults } from "@/lib/content/install-defaults";
import { newId } from "@/lib/core/ids";
import { metaDay, metaDaysBefore } from "@/lib/insights/collect/meta-day";
import { createStage, type Stage } from "@/lib/publishing/testing/stage";

let stage: Stage;
let ops: ReturnType<typeof opsOn>;
let accountId: string;
let operator: Record<string, string>;
let owner: Record<string, string>;

beforeAll(async () => {
	stage = await createStage();
	await stage.owner.setting.update({ where: { id: 1 }, data: { demo: true } });
	ops = opsOn(stage.urls, {
		SIGNALBOX_DEMO: "on",
		INSTAGRAM_GRAPH_URL: stage.emulatorUrl,
		SIGNALBOX_KEYS: process.env.SIGNALBOX_KEYS ?? "",
	});
	await installDefaults(stage.service("setup"));
	accountId = (await stage.connected()).id;
	operator = await tokenOf("operator", ["work", "approve", "signoff"]);
	owner = await tokenOf("owner", ["work"]);
});
afterAll(() => stage.close());

async function tokenOf(role: Role, scopes: TokenScope[]) {
	const email = `${role}@example.org`;
	const { token } = await asJson([
		...["users", "add", "--email", email, "--role", role],
		...["--token", "--scope", ...scopes],
	]);
	return { SIGNALBOX_TOKEN: token };
}

const asJson = async (words: readonly string[], env = {}) => {
	const { code, stdout } = await ops([...words, "--output", "json"], env);
	expect(stdout.trim().split("\n")).toHaveLength(1);
	return { ...JSON.parse(stdout), exit: code };
};

describe("posts", () => {
	test("are listed, approved, moved, held and rejected by a person", async () => {
		const id = await stage.post(accountId, {
			approved: false,
			inMs: 3_600_000,
		});
		const { posts } = await asJson(["posts", "list", "--hours", "2"]);
		expect(posts).toMatchObject([{ id, state: "queued" }]);
		const nobody = await asJson(["posts", "approve", id]);
		expect(nobody).toMatchObject({ exit: 1, code: "forbidden" });
		expect(nobody.message).toContain("SIGNALBOX_TOKEN");
		expect(await asJson(["posts", "approve", id], operator)).toMatchObject({
			exit: 0,
			state: "queued",
		});
		const at = new Date(
			(await stage.now()).getTime() + 7_200_000,
		).toISOString();
		expect(
			await asJson(["posts", "reschedule", id, "--at", at], operator),
		).toMatchObject({ exit: 0, slotAt: at });
		const hold = ["posts", "hold", id, "--reason", "ask legal"];
		expect(await asJson(hold, operator)).toMatchObject({ state: "held" });
		expect(await asJson(["posts", "show", id])).toMatchObject({
			post: { state: "held", approval: { kind: "approved" } },
		});
		const reject = ["posts", "reject", id, "--reason", "wrong product"];
		expect(await asJson(reject, operator)).toMatchObject({
			state: "cancelled",
		});
		expect(await asJson(reject, operator)).toMatchObject({
			exit: 1,
			code: "conflict",
		});
	});

	test("explain themselves: why is this one not live?", async () => {
		const id = await stage.post(accountId, {
			approved: false,
			inMs: 10_800_000,
		});
		const words = ["governance", "explain", "--post", id];
		const { mode, reasons } = await asJson(words);
		expect(mode).toBe("simulated");
		expect(reasons.length).toBeGreaterThanOrEqual(4);
	});

	test("that are not there are not found", async () => {
		const missing = "01990000-0000-7000-8000-000000000001";
		expect(await asJson(["posts", "show", missing])).toMatchObject({
			exit: 1,
			code: "not_found",
		});
	});

	test("that failed are replayed once", async () => {
		const id = await stage.post(accountId, { inMs: 14_400_000 });
		await stage.owner.post.update({
			where: { id },
			data: { state: "failed", finishedAt: await stage.now(), fault: "x" },
		});
		const words = ["replay-failed", "--since-hours", "24"];
		expect(await asJson(words)).toMatchObject({
			requested: 1,
			replayed: [id],
			skipped: [],
			stillFailed: 0,
		});
		expect(await asJson(words)).toMatchObject({ requested: 0, replayed: [] });
	});
});

describe("an incident", () => {
	test("is opened, owned, promised and resolved", async () => {
		const open = ["incidents", "open", "--title", "captions are cut off"];
		const opened = await asJson([...open, "--severity", "2"], operator);
		expect(opened).toMatchObject({ exit: 0, outcome: "opened" });
		expect((await asJson(open, operator)).outcome).toBe("noted");
		const n = String(opened.number);
		await asJson(["incidents", "ack", n], operator);
		const to = ["incidents", "assign", n, "--to", "owner@example.org"];
		await asJson(to, operator);
		const at = new Date(
			(await stage.now()).getTime() + 3_600_000,
		).toISOString();
		const eta = await asJson(["incidents", "eta", n, "--at", at], operator);
		expect(eta.incident).toMatchObject({
			state: "active",
			owner: { name: "owner" },
			etaAt: at,
		});
		const { incidents } = await asJson(["incidents", "list"]);
		expect(incidents).toHaveLength(1);
		const end = ["incidents", "resolve", n, "--reason", "mended"];
		expect((await asJson(end, operator)).incident.state).toBe("resolved");
		expect((await asJson(["incidents", "list"])).incidents).toEqual([]);
	});

	test("is named by its number or its id", async () => {
		expect(await asJson(["incidents", "ack", "abc"], operator)).toMatchObject({
			exit: 2,
			message: expect.stringContaining("by its number"),
		});
	});

	test("needs a severity from 1 to 4, and a person", async () => {
		const open = ["incidents", "open", "--title", "something else"];
		expect(await asJson([...open, "--severity", "9"], operator)).toMatchObject({
			exit: 2,
			message: expect.stringMatching(/--severity/),
		});
		expect((await asJson(open)).exit).toBe(1);
	});
});

describe("the day", () => {
	test("shows its five items, and confirms one as it is", async () => {
		const { checklist } = await asJson(["checklist", "show"]);
		expect(checklist.items).toHaveLength(5);
		const words = ["checklist", "confirm", "--item", "failed_jobs"];
		const confirmed = await asJson([...words, "--note", "looked at"], operator);
		expect(confirmed).toMatchObject({ exit: 0, item: "failed_jobs" });
		expect((await asJson([...words, "--note", "looked at"])).exit).toBe(1);
	});

	test("is not signed off while something blocks it, and says what", async () => {
		const told = await asJson(["signoff"], operator);
		expect(told).toMatchObject({ exit: 1, ok: false, kind: "refused" });
		expect(told.by.length).toBeGreaterThan(0);
		expect((await asJson(["signoff", "--status"])).state).toBe("blocked");
		expect(await asJson(["signoff"])).toMatchObject({
			exit: 1,
			code: "forbidden",
		});
	});
});

describe("reports on real rows", () => {
	test("kpi-report says an anomaly in words", async () => {
		const at = await stage.now();
		const days = metaDaysBefore(metaDay(at), 5);
		await stage.owner.accountDay.createMany({
			data: days.map((day, index) => ({
				id: newId(),
				accountId,
				day,
				collectedAt: at,
				saves: index === 4 ? 40 : 100,
				raw: {},
			})),
		});
		const { stdout } = await ops(["kpi-report", "--period", "daily"]);
		expect(stdout).toContain(
			`  anomaly: saves 60 % below its median on ${days.at(-1)}, still being counted\n`,
		);
		expect(stdout).toContain(
			`  ${days.at(-1)}: the platform may still add to these numbers until `,
		);
		await stage.owner.accountDay.deleteMany({ where: { accountId } });
	});

	test("kpi-report says what there is, and null where there is nothing", async () => {
		const told = await asJson([
			...["kpi-report", "--period", "weekly", "--window", "7d"],
			...["--platform", "instagram"],
		]);
		expect(told).toMatchObject({ exit: 0, period: "weekly" });
		expect(told.accounts[0].totals).toEqual({
			saves: null,
			shares: null,
			profileClicks: null,
		});
		const bad = await asJson(["kpi-report", "--window", "3w"]);
		expect(bad.exit).toBe(2);
	});

	test("cost-report and template-rank are honest about having nothing", async () => {
		expect(await asJson(["cost-report", "--period", "weekly"])).toMatchObject({
			exit: 0,
			bySku: [],
			totals: [],
		});
		const ranked = await asJson(["template-rank", "--period", "30d"]);
		for (const period of ["5m", "36h", "900d"])
			expect(await asJson(["template-rank", "--period", period])).toMatchObject(
				{ exit: 2 },
			);
		expect(ranked).toMatchObject({ exit: 0, promote: [], retire: [] });
		expect(ranked.why).toContain("not enough data");
		const apply = ["template-rank", "--period", "30d", "--apply"];
		expect(await asJson(apply, owner)).toMatchObject({
			exit: 1,
			code: "refused",
		});
		expect(await asJson(apply)).toMatchObject({ exit: 1, code: "forbidden" });
	});
});

describe("import posts", () => {
	const folder = mkdtempSync(join(tmpdir(), "signalbox-import-"));
	const file = join(folder, "posts.csv");
	const HEAD = "Date,Reach,Saves,Likes,Caption,Hashtags";
	const LINES = [
		'2026-01-05,3920,98,162,"Bread, fresh","#bread #bakery"',
		"2026-01-06,5394,,224,Rolls,#rolls",
		'2026-01-05,3920,98,162,"Bread, fresh","#bread #bakery"',
	];

	test("takes each post once, with its metrics and an audit event", async () => {
		writeFileSync(file, [HEAD, ...LINES].join("\n"));
		const first = await asJson(["import", "posts", file]);
		expect(first).toMatchObject({
			exit: 0,
			imported: 2,
			skipped: [{ line: 4 }],
		});
		expect(await asJson(["import", "posts", file])).toMatchObject({
			imported: 0,
			skipped: [{ line: 2 }, { line: 3 }, { line: 4 }],
		});
		const posts = await stage.db.post.findMany({
			where: { topic: "imported" },
			orderBy: { slotAt: "asc" },
		});
		expect(posts).toMatchObject([
			{ state: "published", title: "Bread, fresh", accountId },
			{ state: "published", title: "Rolls" },
		]);
		const snapshots = await stage.db.snapshot.findMany({
			where: { postId: { in: posts.map(({ id }) => id) } },
			orderBy: { reach: "asc" },
		});
		expect(snapshots).toMatchObject([
			{ reach: 3920, saves: 98, likes: 162, ageLabel: "imported" },
			{ reach: 5394, saves: null, likes: 224 },
		]);
		const audited = await stage.db.auditEvent.count({
			where: { action: "post.import", subjectType: "post" },
		});
		expect(audited).toBe(2);
	});

	test("imports nothing of a file with a bad line, and names the line", async () => {
		const before = await stage.db.post.count();
		writeFileSync(
			file,
			[HEAD, "2026-02-01,1,1,1,New,", "2026-02-02,many,1,1,Bad,"].join("\n"),
		);
		const told = await asJson(["import", "posts", file]);
		expect(told).toMatchObject({
			exit: 1,
			imported: 0,
			faults: [{ line: 3, fault: "many is no whole number" }],
		});
		expect(await stage.db.post.count()).toBe(before);
	});

	test("a file that is not there is bad usage", async () => {
		const told = await asJson(["import", "posts", join(folder, "none.csv")]);
		expect(told).toMatchObject({ exit: 2, code: "bad_input" });
	});
});
