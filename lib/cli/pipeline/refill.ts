import { accountIdOf } from "@/lib/cli/shell/inputs";
import type { Report } from "@/lib/cli/shell/report";
import type { Call } from "@/lib/cli/shell/session";
import type { CommonOptions } from "@/lib/cli/shell/verb";
import type { Ctx } from "@/lib/command";
import { messageOf } from "@/lib/core/errors";
import { plural } from "@/lib/core/plural";
import { listWorkers, readIdleness } from "@/lib/jobs/workers/views";
import { type Refilled, refillQueue } from "@/lib/pipeline/refill/refill";
import { readRun } from "@/lib/pipeline/runs/views";
import { workOff } from "./run-worker";

export type RefillReport = CommonOptions & {
	windowHours: number;
	account?: string;
};

/** Starts a run for each empty slot; where no worker lives, the runs of those slots are done here and now. */
export async function refill(
	call: Call,
	options: RefillReport,
): Promise<Report> {
	const { ctx } = call;
	const { windowHours, account } = options;
	const refilled = await refillQueue(ctx, {
		windowHours,
		accountId: account ? (await accountIdOf(ctx, account)).id : undefined,
	});
	const runIds = refilled.flatMap(({ underWay, started }) => [
		...underWay,
		...started,
	]);
	const isAttended = await isWorkerThere(ctx);
	const runs = isAttended
		? await leaveToWorker(call, runIds)
		: await workOffAll(call, runIds);
	return {
		ok: runs.ok && refilled.every(({ topicless }) => topicless === 0),
		summary: [...refilled.map(describeRefilled), ...runs.summary],
		json: {
			windowHours,
			accounts: refilled,
			processed: isAttended ? "by a worker" : "here",
			...runs.json,
		},
	};
}

/** One that crashes as it begins is alive for a moment, and takes nothing to its end. */
async function isWorkerThere(ctx: Ctx): Promise<boolean> {
	const { idle } = await readIdleness(ctx);
	const workers = await listWorkers(ctx);
	return !idle && workers.some(({ state }) => state === "alive");
}

const describeRefilled = ({ handle, started, topicless }: Refilled): string =>
	`${handle}: ${plural(started.length, "run")} started${topicless > 0 ? `; no topic for ${plural(topicless, "empty slot")}: give the account a niche in its settings, or start runs with enqueue-daily --topic` : ""}`;

async function leaveToWorker(
	{ ctx }: Call,
	runIds: readonly string[],
): Promise<Report> {
	const runs = [];
	for (const runId of runIds) {
		const { handle, topic, state, postId } = await readRun(ctx, runId);
		runs.push({ runId, account: handle, topic, state, postId });
	}
	const summary =
		runs.length === 0
			? []
			: [
					`a worker is alive and takes ${plural(runs.length, "run")} to the end`,
				];
	return { ok: true, summary, json: { runs } };
}

/** A run that nothing could be said of stops no other. */
const failed =
	(runId: string) =>
	(error: unknown): Report => ({
		ok: false,
		summary: [`run ${runId}: ${messageOf(error)}`],
		json: { runId, fault: messageOf(error) },
	});

async function workOffAll(
	call: Call,
	runIds: readonly string[],
): Promise<Report> {
	const reports: Report[] = [];
	for (const runId of runIds) {
		call.say(`run ${runId}:`);
		reports.push(await workOff(call, runId).catch(failed(runId)));
	}
	return {
		ok: reports.every(({ ok }) => ok),
		summary: reports.flatMap(({ summary }) => summary),
		json: { runs: reports.map(({ json }) => json) },
	};
}
