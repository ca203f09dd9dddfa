import { setTimeout as sleep } from "node:timers/promises";
import type { Ctx } from "@/lib/command";
import { appNow } from "@/lib/db/clock";
import type { Deps } from "@/lib/pipeline/deps";
import { Topic, topicKey } from "@/lib/pipeline/model";
import { type Advance, advanceRun } from "./advance";
import { resumeRun, type Started, startRun } from "./commands";
import { listUnfinished } from "./store";

/**
 * The oldest unfinished run of a topic on an account, or else a new one ("day": today's, which is
 * resumed where it had failed; "new": always another).
 */
export async function takeOldestRun(
	ctx: Ctx,
	input: { accountId: string; topic: string; dedupe?: "day" | "new" },
): Promise<Started> {
	const { accountId, dedupe = "day" } = input;
	const topic = Topic.parse(input.topic);
	const unfinished =
		dedupe === "new" ? [] : await listUnfinished(ctx.db, accountId);
	const oldest = unfinished.find(
		(run) => topicKey(run.topic) === topicKey(topic),
	);
	if (oldest) return { runId: oldest.id, state: oldest.state, created: false };
	const started = await startRun(ctx, { accountId, topic, dedupe });
	if (started.state !== "failed") return started;
	await resumeRun(ctx, { runId: started.runId });
	return { ...started, state: "queued" };
}

/** Takes a run to its end here and now, waiting out retries and other workers. */
export async function runToEnd(
	ctx: Ctx,
	runId: string,
	options: { deps: Deps; shutdown?: AbortSignal | undefined },
): Promise<Extract<Advance, { kind: "ended" }>> {
	for (;;) {
		const advance = await advanceRun(ctx, runId, options);
		if (advance.kind === "ended") return advance;
		const now = await appNow(ctx.db);
		const waitMs = Math.max(50, advance.until.getTime() - now.getTime());
		await sleep(waitMs, undefined, { signal: options.shutdown });
	}
}
