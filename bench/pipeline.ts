import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { AppError } from "@/lib/core/errors";
import { addMs, HOUR } from "@/lib/core/time";
import { appNow } from "@/lib/db/clock";
import { readEnv } from "@/lib/env";
import { createDeps } from "@/lib/pipeline/deps";
import { startRun } from "@/lib/pipeline/runs/commands";
import { runToEnd } from "@/lib/pipeline/runs/to-end";
import { addSource } from "@/lib/pipeline/sources/commands";
import { medianOf, type Result, timesOf } from "./measure";
import type { Room } from "./room";

const TOPIC = "ai productivity";

/** Gives the room a source of trends: a feed file with one item. */
async function addFeed(room: Room): Promise<void> {
	const location = join(room.folder, "feed.xml");
	const at = addMs(await appNow(room.as("setup").db), -HOUR).toUTCString();
	writeFileSync(
		location,
		`<?xml version="1.0"?><rss version="2.0"><channel><title>Desk</title><item>
			<title>AI productivity tools that write the minutes</title>
			<guid>1</guid><pubDate>${at}</pubDate></item></channel></rss>`,
	);
	const input = { accountId: null, name: "Desk", location };
	await addSource(room.as("setup"), input);
}

/** Takes runs from their start to a queued post, one after the other. */
export async function preparePipeline(room: Room) {
	await addFeed(room);
	const env = readEnv({ MEDIA_STORE: `file:${join(room.folder, "media")}` });
	const deps = createDeps(env, { demo: true });
	return async (): Promise<string> => {
		const ctx = room.as("worker");
		const input = { accountId: room.accountId, topic: TOPIC };
		const { runId } = await startRun(ctx, { ...input, dedupe: "new" });
		const { postId, fault } = await runToEnd(ctx, runId, { deps });
		if (!postId) throw new AppError("unavailable", fault ?? "no post");
		return postId;
	};
}

/** From a topic to a queued post in six checkpointed stages, with the built-in text. */
export async function benchPipeline(
	room: Room,
	runOnce: () => Promise<string>,
): Promise<Result> {
	const took = await timesOf(5, runOnce);
	const trip = await timesOf(200, () => room.pool.query("select 1"));
	return {
		promise: "a pipeline run, to a queued post",
		value: medianOf(took),
		unit: "ms",
		baseline: {
			name: "one round trip to the database",
			value: medianOf(trip),
		},
	};
}
