import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
	newAccount,
	openPipelineStage,
	type PipelineStage,
} from "@/lib/pipeline/testing/stage";
import { addSource } from "./commands";
import { refreshSources } from "./refresh";
import { listSourceSignals } from "./views";

let room: PipelineStage;
beforeAll(async () => {
	room = await openPipelineStage();
});
afterAll(() => room.close());

test("a refresh reads every source, scores by niche, and says what failed", async () => {
	const accountId = await newAccount(room, { niche: "football" });
	const feed = join(room.folder, "own.xml");
	await writeFile(
		feed,
		"<rss><channel><title>o</title><item><title>Football and tea</title></item><item><title>Tea</title></item></channel></rss>",
	);
	await addSource(room.setup, { accountId, name: "Own", location: feed });
	await addSource(room.setup, {
		accountId,
		name: "Gone",
		location: "/nowhere/feed.xml",
	});
	const refreshed = await refreshSources(room.worker, { deps: room.deps });
	expect(refreshed.read).toBe(2);
	expect(refreshed.failed.map(({ name }) => name)).toEqual(["Gone"]);
	const signals = await listSourceSignals(room.worker);
	const scoreOf = (title: string) =>
		signals.find((signal) => signal.title === title)?.score ?? 0;
	expect(scoreOf("Football and tea")).toBeGreaterThan(scoreOf("Tea") + 500);
	expect(
		await room.db.auditEvent.count({
			where: { action: "source.refresh", subjectType: "source" },
		}),
	).toBe(3);
});

test("a source is read at one place only, and never at something that is none", async () => {
	const location = "https://feeds.example/x.xml";
	await addSource(room.setup, { accountId: null, name: "A", location });
	await expect(
		addSource(room.setup, { accountId: null, name: "B", location }),
	).rejects.toMatchObject({ code: "conflict" });
	for (const bad of [
		"feeds/x.xml",
		"ftp://a.example/x",
		"https://u:p@a.example/x",
		"http://",
	])
		await expect(
			addSource(room.setup, { accountId: null, name: "C", location: bad }),
		).rejects.toThrow();
});
