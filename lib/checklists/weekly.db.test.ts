import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { DAY } from "@/lib/core/time";
import { readEnv } from "@/lib/env";
import { refreshHypotheses } from "@/lib/learning/commands-hypotheses";
import { createDeps } from "@/lib/pipeline/deps";
import { addSource } from "@/lib/pipeline/sources/commands";
import { refreshSources } from "@/lib/pipeline/sources/refresh";
import { createWorld, type World } from "@/lib/testing/world";
import { readWeekly } from "./views-weekly";

let world: World;
let accountId: string;
let folder: string;

beforeAll(async () => {
	world = await createWorld();
	accountId = await world.account();
	folder = await mkdtemp(join(tmpdir(), "signalbox-weekly-"));
	const location = join(folder, "feed.xml");
	await writeFile(
		location,
		"<rss><channel><title>f</title><item><title>Tidy shelves pay</title></item><item><title>Who keeps tidy shelves</title></item></channel></rss>",
	);
	const setup = world.service("setup");
	await addSource(setup, { accountId: null, name: "Feed", location });
});
afterAll(() => world.drop());

async function readFeeds(): Promise<void> {
	const env = readEnv({ MEDIA_STORE: `file:${join(folder, "media")}` });
	const deps = createDeps(env, { demo: false });
	await refreshSources(world.service("worker"), { deps });
}

test("the review's fourth item is stale until the backlog is refreshed, and again a week later", async () => {
	const owner = await world.person(["owner"]);
	const item = async () => (await readWeekly(owner, accountId)).items[3];
	await readFeeds();
	expect(await item()).toMatchObject({
		verdict: "stale",
		sentence: expect.stringContaining("never refreshed"),
		link: "#hypotheses",
	});
	await refreshHypotheses(owner, { accountId });
	expect(await item()).toMatchObject({
		verdict: "pass",
		sentence: expect.stringContaining("1 wait for a verdict, 0 kept"),
	});
	await world.advance(7 * DAY + 1);
	await readFeeds();
	expect(await item()).toMatchObject({
		verdict: "stale",
		sentence: expect.stringContaining("over 7 days ago"),
	});

	const operator = await world.person(["operator"], { accountId });
	const { backlog } = await readWeekly(operator, accountId);
	expect(backlog).toMatchObject({
		hypotheses: [{ topic: "tidy shelves", status: "proposed" }],
		refreshRefusal: null,
		decideRefusal: "this takes the role owner",
	});
	const viewer = await world.person(["viewer"]);
	expect((await readWeekly(viewer, accountId)).backlog.refreshRefusal).toBe(
		"this takes the role operator or owner",
	);
});
