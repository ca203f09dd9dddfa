import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { killOps, opsOn, spawnOps } from "@/lib/cli/shell/testing/ops";
import {
	completion,
	startFakeOpenAi,
} from "@/lib/connectors/text/samples/fake-openai";
import { installDefaults } from "@/lib/content/install-defaults";
import { newId } from "@/lib/core/ids";
import { saveHeartbeat, saveStop } from "@/lib/jobs/workers/store";
import { createWorld, type World } from "@/lib/testing/world";

let world: World;
let ops: ReturnType<typeof opsOn>;
const folder = mkdtempSync(join(tmpdir(), "signalbox-feed-"));
const feed = join(folder, "feed.xml");

const FEED = `<?xml version="1.0"?><rss version="2.0"><channel><title>T</title>
<item><title>AI productivity tools save an hour a day</title><guid>1</guid>
<pubDate>Mon, 23 Nov 2026 08:00:00 GMT</pubDate></item>
<item><title>How teams use AI for productivity</title><guid>2</guid>
<pubDate>Mon, 23 Nov 2026 09:00:00 GMT</pubDate></item>
<item><title>Tidy shelves in ten minutes</title><guid>3</guid></item>
<item><title>Nobody keeps tidy shelves for long</title><guid>4</guid></item></channel></rss>`;

beforeAll(async () => {
	world = await createWorld();
	ops = opsOn(world.urls, { SIGNALBOX_DATA_DIR: folder, SIGNALBOX_DEMO: "on" });
	await world.account();
	await installDefaults(world.service("setup"));
	writeFileSync(feed, FEED);
});
afterAll(() => world.drop());

const asJson = async (words: readonly string[], env = {}) => {
	const { code, stdout } = await ops([...words, "--output", "json"], env);
	expect(stdout.trim().split("\n")).toHaveLength(1);
	return { ...JSON.parse(stdout), exit: code };
};

describe("sources", () => {
	test("are added by file, listed, and not added twice", async () => {
		expect((await asJson(["sources", "add", feed])).exit).toBe(0);
		const { sources } = await asJson(["sources", "list"]);
		expect(sources).toMatchObject([{ name: "feed.xml", location: feed }]);
		expect(await asJson(["sources", "add", feed])).toMatchObject({
			exit: 1,
			code: "conflict",
		});
		expect((await asJson(["sources", "add", "ftp://x"])).exit).toBe(2);
		expect(
			await asJson(["sources", "add", "example.org/feed.xml"]),
		).toMatchObject({
			exit: 2,
			message: expect.stringMatching(
				/there is no file \/\S+\/example\.org\/feed\.xml; a web address begins with https:\/\//,
			),
		});
	});

	test("are read by strategy-refresh, which adds to the backlog once what they share", async () => {
		const first = await asJson(["strategy-refresh"]);
		expect(first).toMatchObject({
			exit: 0,
			read: 1,
			failed: [],
			hypotheses: { added: 1, seenAgain: 0, open: 1 },
		});
		const [account] = first.hypotheses.accounts;
		expect(account).toMatchObject({ added: ["tidy shelves"], open: 1 });
		expect((await ops(["strategy-refresh"])).stdout).toMatch(
			/ 0 failed\nhypotheses: 0 added, \d seen again, 1 open\n/,
		);
	});
});

describe("run-worker", () => {
	test("takes a feed to an enqueued post; again, it repeats nothing", async () => {
		const words = ["run-worker", "--topic", "ai productivity"];
		const first = await ops([...words, "--output", "json"]);
		expect(first.code).toBe(0);
		expect(first.stderr).toMatch(/signals done in \d+ ms\n[\s\S]*enqueue done/);
		const run = JSON.parse(first.stdout);
		expect(run).toMatchObject({ ok: true, state: "succeeded" });
		expect(run.stages).toHaveLength(6);
		for (const stage of run.stages)
			expect(stage).toMatchObject({ state: "succeeded", reused: false });
		expect(Date.parse(run.slotAt)).toBeGreaterThan(0);

		const again = await asJson(words);
		expect(again).toMatchObject({ runId: run.runId, postId: run.postId });
		for (const stage of again.stages) expect(stage.reused).toBe(true);
		expect(await world.db.post.count()).toBe(1);

		const other = await asJson([...words, "--new"]);
		expect(other.runId).not.toBe(run.runId);
	});

	test("killed after a stage, the next one finishes without repeating it", async () => {
		const words = ["run-worker", "--topic", "killed", "--output", "json"];
		await killOps(words, { urls: world.urls, folder, at: "plan done" });
		const before = await world.db.stageCheckpoint.findMany({
			where: { state: "succeeded", run: { topic: "killed" } },
		});
		expect(before.length).toBeGreaterThan(0);
		const run = await asJson(words.slice(0, 3));
		expect(run).toMatchObject({ exit: 0, state: "succeeded" });
		const after = await world.db.stageCheckpoint.findMany({
			where: { state: "succeeded", runId: run.runId },
		});
		expect(after).toHaveLength(6);
		for (const { id, stage } of before) {
			expect(after.map((row) => row.id)).toContain(id);
			expect(run.stages).toContainEqual(
				expect.objectContaining({ name: stage, reused: true }),
			);
		}
		expect(await world.db.post.count({ where: { topic: "killed" } })).toBe(1);
	});

	test("says that today's run is over already, and in which state its post is", async () => {
		const words = ["run-worker", "--topic", "twice"];
		expect((await ops(words)).stdout).toMatch(
			/^run \S+ succeeded: post \S+ is (queued|held), slot \S+\n$/,
		);
		expect((await ops(words)).stdout).toMatch(
			/^run \S+ had succeeded before, nothing was done \(--new makes another\): post \S+ is (queued|held), slot \S+\n$/,
		);
	});

	test("says what it waits for, and until when", async () => {
		const model = await startFakeOpenAi();
		const error = { message: "slow down", type: "requests" };
		const headers = { "retry-after": "1" };
		model.replies.push(
			{ status: 429, headers, body: { error } },
			completion(null, { refusal: "no" }),
		);
		const { code, stdout, stderr } = await ops(
			["run-worker", "--topic", "slow"],
			{ OPENAI_BASE_URL: model.url, TEXT_MODEL: "m" },
		);
		model.stop();
		expect(stderr).toMatch(
			/draft failed: the text provider asks to slow down \(HTTP 429\); tried again at 20\S+Z\n/,
		);
		expect({ code, stdout }).toMatchObject({
			code: 1,
			stdout: expect.stringMatching(/failed: the model refuses/),
		});
	});

	test("an empty topic is bad usage", async () => {
		expect((await asJson(["run-worker", "--topic", "  "])).exit).toBe(2);
	});
});

const DRAFT = JSON.stringify({
	title: "Notes",
	hook: "Notes that file themselves",
	kicker: "New",
	points: ["One", "Two"],
	caption:
		"A caption that is long enough to be one, about notes that file themselves.",
	altText: "Headline on a plain ground",
	hashtags: ["#notes"],
});

const addAccountOf = (handle: string, id: string) =>
	ops([
		...["accounts", "add", "--handle", handle, "--niche", "sourdough bread"],
		...["--ig-user-id", id, "--time-zone", "UTC", "--slots", "06:00,18:00"],
	]);

/** A sign of life, as a worker gives it. */
async function beat() {
	const id = newId();
	const startedAt = await world.now();
	const worker = { id, host: "test", pid: 1, startedAt, environment: {} };
	await saveHeartbeat(world.db, worker);
	return worker;
}

describe("enqueue-daily and refill-queue", () => {
	test("start a run once per topic and day", async () => {
		const words = ["enqueue-daily", "--topic", "bread"];
		const first = await asJson(words);
		const again = await asJson(words);
		expect(first.runs).toMatchObject([{ created: true, state: "queued" }]);
		expect(again.runs).toMatchObject([
			{ created: false, runId: first.runs[0].runId },
		]);
		expect((await asJson([...words, "--new"])).runs[0].created).toBe(true);
	});

	test("without a worker fill each empty slot here and now, once", async () => {
		const words = ["refill-queue", "--window-hours", "72"];
		const first = await asJson(words);
		const [{ started }] = first.accounts;
		expect(started.length).toBeGreaterThan(0);
		expect(first).toMatchObject({ exit: 0, processed: "here" });
		expect(first.runs).toHaveLength(started.length);
		for (const run of first.runs)
			expect(run).toMatchObject({
				runId: expect.toBeOneOf(started),
				state: "succeeded",
				postId: expect.any(String),
				slotAt: expect.any(String),
			});
		const again = await asJson(words);
		expect(again.accounts[0].started).toEqual([]);
		expect(again).toMatchObject({ exit: 0, runs: [] });
	});

	test("leave the runs to a living worker; once it is gone, take up what it left", async () => {
		await addAccountOf("attended", "17841400000000044");
		const words = ["refill-queue", "--account", "attended"];
		const { id } = await beat();
		const left = await ops(words);
		expect(left.code).toBe(0);
		expect(left.stdout).toMatch(
			/^attended: (\d runs?) started\na worker is alive and takes \1 to the end\n$/,
		);
		const attended = await asJson(words);
		expect(attended).toMatchObject({ exit: 0, processed: "by a worker" });
		for (const run of attended.runs)
			expect(run).toMatchObject({ state: "queued", postId: null });
		await saveStop(world.db, id);
		const done = await asJson(words);
		expect(done.accounts[0].started).toEqual([]);
		expect(done.runs.map(({ runId }: { runId: string }) => runId)).toEqual(
			attended.runs.map(({ runId }: { runId: string }) => runId),
		);
		for (const run of done.runs)
			expect(run).toMatchObject({ state: "succeeded", fault: null });
	});

	test("a run that fails is told of, and the others are still done", async () => {
		await addAccountOf("unlucky", "17841400000000045");
		const model = await startFakeOpenAi();
		model.replies.push(completion(null, { refusal: "no" }));
		for (let n = 0; n < 9; n++) model.replies.push(completion(DRAFT));
		const { code, stdout } = await ops(
			["refill-queue", "--window-hours", "72", "--account", "unlucky"],
			{ OPENAI_BASE_URL: model.url, TEXT_MODEL: "m" },
		);
		model.stop();
		expect(code).toBe(1);
		expect(stdout).toMatch(/^run \S+ failed: the model refuses/m);
		expect(stdout.match(/^run \S+ succeeded: post/gm)?.length).toBeGreaterThan(
			0,
		);
	});

	test("say which slots have no topic, and fail: they stay empty", async () => {
		const account = ["accounts", "add", "--handle", "quiet"];
		const plan = ["--ig-user-id", "17841400000000042", "--time-zone", "UTC"];
		await ops([...account, ...plan, "--slots", "06:00,12:00,18:00"]);
		const words = ["refill-queue", "--window-hours", "72"];
		const { code, stdout } = await ops([...words, "--account", "quiet"]);
		expect(code).toBe(1);
		expect(stdout).toMatch(
			/quiet: 0 runs started; no topic for \d empty slots?/,
		);
		const named = await ops([
			...["accounts", "add", "--handle", "loud", "--niche", "tidy shelves"],
			...["--ig-user-id", "17841400000000043", "--time-zone", "UTC"],
			...["--slots", "06:00,12:00"],
		]);
		expect(named.code).toBe(0);
		const filled = await asJson([...words, "--account", "loud"]);
		expect(filled.accounts[0].started.length).toBeGreaterThan(3);
		expect(filled.accounts[0].topicless).toBe(0);
		const topics = await world.db.run.findMany({
			where: { id: { in: filled.accounts[0].started } },
		});
		expect(topics.map(({ topic }) => topic)).toContain("tidy shelves");
	});
});

test("health-check in a process of its own: one object on stdout, and exit 1 without a worker", async () => {
	const words = ["health-check", "--output", "json"];
	const { code, stdout } = await spawnOps(words, { urls: world.urls, folder });
	expect(code).toBe(1);
	const health = JSON.parse(stdout);
	expect(health).toMatchObject({
		ok: false,
		status: "degraded",
		checks: { database: { ok: true }, workers: { alive: 0 } },
	});
	expect(health.reasons).toContain("no worker runs");
	expect(
		await world.db.operationRun.findMany({
			where: { trace: health.trace },
			select: { command: true, state: true, actorName: true },
		}),
	).toEqual([{ command: "health-check", state: "failed", actorName: "cli" }]);
});
