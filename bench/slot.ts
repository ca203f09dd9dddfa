import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import pino from "pino";
import { addMs, SECOND } from "@/lib/core/time";
import { appNow } from "@/lib/db/clock";
import { readEnv } from "@/lib/env";
import { advanceClock } from "@/lib/jobs/advance-clock";
import { startWorker } from "@/lib/jobs/start-worker";
import { listAttempts } from "@/lib/publishing/queue/views-attempts";
import { readPost } from "@/lib/publishing/queue/views-post";
import { medianOf, type Result, timesOf } from "./measure";
import type { Room } from "./room";

/** Long enough for the worker to see a post before it is due. */
const LEAD_MS = 5 * SECOND;
const POSTS = 3;

async function waitForAttempt(room: Room, postId: string): Promise<Date> {
	for (;;) {
		const [attempt] = await listAttempts(room.as("worker"), { postId });
		if (attempt) return new Date(attempt.finishedAt);
		await sleep(20);
	}
}

/** How late a post's attempt is recorded; moves the test clock to just before its slot. */
async function latenessOf(room: Room, postId: string): Promise<number> {
	const post = await readPost(room.as("worker"), postId);
	const slotAt = new Date(post.slotAt);
	const now = await appNow(room.as("worker").db);
	const advanceMs = addMs(slotAt, -LEAD_MS).getTime() - now.getTime();
	await advanceClock(room.asOwner("cli"), { advanceMs });
	const at = await waitForAttempt(room, postId);
	return at.getTime() - slotAt.getTime();
}

/** Posts go out at their slot: from the slot to the recorded attempt, with a worker as in production. */
export async function benchSlot(
	room: Room,
	runOnce: () => Promise<string>,
): Promise<Result> {
	const env = readEnv({
		DATABASE_URL: room.database.appUrl,
		SIGNALBOX_DATA_DIR: room.folder,
		SIGNALBOX_KEYS: `k1:${randomBytes(32).toString("base64")}`,
		SIGNALBOX_TEST_CLOCK: "on",
		INSTAGRAM_GRAPH_URL: "http://127.0.0.1:1",
	});
	const posts: string[] = [];
	for (let n = 0; n < POSTS; n += 1) posts.push(await runOnce());
	const worker = await startWorker(env, pino({ enabled: false }));
	const late: number[] = [];
	try {
		for (const postId of posts) late.push(await latenessOf(room, postId));
	} finally {
		await worker.stop();
	}
	const trip = await timesOf(200, () => room.pool.query("select 1"));
	return {
		promise: "from a slot to its simulated attempt",
		value: medianOf(late.sort((a, b) => a - b)),
		unit: "ms",
		baseline: {
			name: "one round trip to the database",
			value: medianOf(trip),
		},
	};
}
