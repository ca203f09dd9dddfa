import { setTimeout as sleep } from "node:timers/promises";
import type { Report } from "@/lib/cli/shell/report";
import type { Call } from "@/lib/cli/shell/session";
import { createDeps } from "@/lib/pipeline/deps";
import { runToEnd } from "@/lib/pipeline/runs/to-end";
import { readRun, runProgress } from "@/lib/pipeline/runs/views";
import { readPost } from "@/lib/publishing/queue/views-post";

const WATCH_MS = 200;

type Progress = Awaited<ReturnType<typeof runProgress>>;

const waitOf = ({ stage, fault, nextAttemptAt }: Progress): string | null =>
	nextAttemptAt && `${stage} failed: ${fault}; tried again at ${nextAttemptAt}`;

const finishedStages = ({ stages }: Progress): string[] =>
	stages.filter(({ state }) => state === "succeeded").map(({ name }) => name);

/** Takes a run to its end in this process; stages that were finished before are named as reused. */
export async function workOff(
	call: Call,
	runId: string,
	ifDoneBefore = "",
): Promise<Report> {
	const { ctx, env, demo } = call;
	const reused = finishedStages(await runProgress(ctx, runId));
	const watching = new AbortController();
	// A run does not stop because nobody could be told how far it is.
	const watch = tellStages(call, runId, {
		told: new Set(reused),
		signal: watching.signal,
	}).catch(() => undefined);
	const ended = await runToEnd(ctx, runId, {
		deps: createDeps(env, { demo }),
	}).finally(() => watching.abort());
	await watch;
	const run = await readRun(ctx, runId);
	const stages = run.stages.map(({ name, state, tookMs }) => ({
		name,
		state,
		tookMs,
		reused: reused.includes(name),
	}));
	const post = run.postId === null ? null : await readPost(ctx, run.postId);
	const slotAt = post?.slotAt ?? null;
	const ok = ended.state === "succeeded";
	const done = stages.every((stage) => stage.reused)
		? `run ${runId} had succeeded before, nothing was done${ifDoneBefore}`
		: `run ${runId} succeeded`;
	return {
		ok,
		summary: [
			ok
				? `${done}: ${post ? `post ${post.id} is ${post.state}, slot ${slotAt}` : "no post"}`
				: `run ${runId} ${ended.state}: ${ended.fault ?? "no reason was kept"}`,
		],
		json: {
			runId,
			account: run.handle,
			topic: run.topic,
			state: ended.state,
			fault: ended.fault,
			stages,
			postId: run.postId,
			slotAt,
		},
	};
}

/** Says each stage as it ends and what the run waits for, until the signal; then what ended last. */
async function tellStages(
	{ ctx, say }: Call,
	runId: string,
	{ told, signal }: { told: Set<string>; signal: AbortSignal },
): Promise<void> {
	for (let last = false; !last; ) {
		last = signal.aborted;
		const progress = await runProgress(ctx, runId);
		const wait = waitOf(progress);
		if (wait !== null && !told.has(wait)) say(wait);
		if (wait !== null) told.add(wait);
		for (const { name, state, tookMs } of progress.stages) {
			if (state !== "succeeded" || told.has(name)) continue;
			told.add(name);
			say(`${name} done${tookMs === null ? "" : ` in ${tookMs} ms`}`);
		}
		await sleep(last ? 0 : WATCH_MS, undefined, { signal }).catch(
			() => undefined,
		);
	}
}
