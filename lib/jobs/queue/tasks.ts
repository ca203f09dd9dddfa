import type { Task } from "graphile-worker";
import type { Logger } from "pino";
import { z } from "zod";
import { refreshTokens } from "@/lib/accounts/connect";
import { checkpointLocation } from "@/lib/audit/checkpoints/files";
import { openDays } from "@/lib/checklists/open-days";
import type { Ctx } from "@/lib/command";
import { AppError, messageOf } from "@/lib/core/errors";
import { pause } from "@/lib/core/pause";
import { appNow } from "@/lib/db/clock";
import type { Env } from "@/lib/env";
import { stopIfRestored, verifyAudit } from "@/lib/incidents/audit/verify";
import { detectIncidents } from "@/lib/incidents/detect/detect";
import { collectSnapshots } from "@/lib/insights/collect/collect";
import { collectAccountDay } from "@/lib/insights/collect/collect-day";
import { keepCheckpoint } from "@/lib/notifications/checkpoint";
import { deliverOutbox } from "@/lib/notifications/deliver";
import type { Deps } from "@/lib/pipeline/deps";
import { advanceRun } from "@/lib/pipeline/runs/advance";
import { refreshSources } from "@/lib/pipeline/sources/refresh";
import { remindOfApprovals } from "@/lib/publishing/approval/commands-remind";
import type { PublishDeps } from "@/lib/publishing/publish/deps";
import { publishDuePost } from "@/lib/publishing/publish/publish";
import { reconcileUnknown } from "@/lib/publishing/reconcile/reconcile";
import type { ScheduleName } from "./schedules";

export type TaskWorld = {
	env: Env;
	/** A context of the service `worker`, with a trace of its own. */
	makeCtx: () => Ctx;
	pipeline: Deps;
	publishing: PublishDeps;
	/** The worker is asked to stop: nothing new is begun. */
	stopping: AbortSignal;
	log: Logger;
};

type Work = (world: TaskWorld, ctx: Ctx, payload: unknown) => Promise<unknown>;

const PublishPayload = z.object({ postId: z.uuid(), dueAt: z.coerce.date() });
const RunPayload = z.object({ runId: z.uuid() });

/** Waits for the slot by the database's clock, which may jump; false when the worker stops before. */
async function waitUntil(
	{ stopping }: TaskWorld,
	ctx: Ctx,
	dueAt: Date,
): Promise<boolean> {
	for (;;) {
		if (stopping.aborted) return false;
		const leftMs = dueAt.getTime() - (await appNow(ctx.db)).getTime();
		if (leftMs <= 0) return true;
		await pause(leftMs, stopping);
	}
}

async function publishAtSlot(
	world: TaskWorld,
	ctx: Ctx,
	payload: unknown,
): Promise<unknown> {
	const { postId, dueAt } = PublishPayload.parse(payload);
	if (!(await waitUntil(world, ctx, dueAt))) return { kind: "stopping" };
	return publishDuePost(ctx, postId, world.publishing);
}

async function signAudit({ env }: TaskWorld, ctx: Ctx): Promise<unknown> {
	const result = await keepCheckpoint(ctx, env);
	// A database that was restored under a running worker shows here first.
	if (result.kind === "lost")
		await stopIfRestored(ctx, checkpointLocation(env));
	return result;
}

async function checkAudit({ env }: TaskWorld, ctx: Ctx): Promise<unknown> {
	const verdict = await verifyAudit(ctx, checkpointLocation(env));
	if (verdict.ok) return { count: verdict.count };
	throw new AppError("refused", `audit chain: ${verdict.sentence}`, verdict);
}

/** Each task calls one use case; our own tables say what is due, the queue only wakes. */
const TASKS = {
	publish_post: publishAtSlot,
	advance_run: (world, ctx, payload) =>
		advanceRun(ctx, RunPayload.parse(payload).runId, {
			deps: world.pipeline,
			shutdown: world.stopping,
		}),
	reconcile_posts: (world, ctx) => reconcileUnknown(ctx, world.publishing),
	deliver_outbox: (_, ctx) => deliverOutbox(ctx),
	collect_snapshots: (_, ctx) => collectSnapshots(ctx),
	collect_account_days: (_, ctx) => collectAccountDay(ctx),
	detect_incidents: (_, ctx) => detectIncidents(ctx),
	remind_approvals: (_, ctx) => remindOfApprovals(ctx),
	keep_checklists: (_, ctx) => openDays(ctx),
	refresh_tokens: (_, ctx) => refreshTokens(ctx),
	refresh_sources: (world, ctx) =>
		refreshSources(ctx, { deps: world.pipeline }),
	keep_checkpoint: signAudit,
	verify_audit: checkAudit,
} as const satisfies Record<string, Work> & Record<ScheduleName, Work>;

/** The queue's task list. A task that fails is told in the log; what it left undone stays due. */
export const createTasks = (world: TaskWorld): Record<string, Task> =>
	Object.fromEntries(
		Object.entries(TASKS).map(([name, work]) => [
			name,
			async (payload: unknown) => {
				const ctx = world.makeCtx();
				const { trace } = ctx;
				const startedAt = performance.now();
				try {
					await work(world, ctx, payload);
					const tookMs = Math.round(performance.now() - startedAt);
					world.log.debug({ task: name, trace, tookMs }, "done");
				} catch (error) {
					const why = messageOf(error);
					world.log.error({ task: name, trace, payload }, `failed: ${why}`);
					throw error;
				}
			},
		]),
	);
