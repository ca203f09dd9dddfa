import { z } from "zod";
import type { AuditEvent } from "@/lib/audit/event";
import { can } from "@/lib/auth/actor";
import { type CommandContext, command, type Outcome } from "@/lib/command";
import { addMs, HOUR } from "@/lib/core/time";
import {
	lockPost,
	movePost,
	type PostOnAccount,
} from "@/lib/publishing/post/store";
import { listFailedSince } from "@/lib/publishing/post/store-list";
import { findReplayRefusal } from "./replay-check";

export type ReplayReport = {
	requested: number;
	replayed: string[];
	skipped: { postId: string; title: string; why: string }[];
	stillFailed: number;
};

/**
 * Queues failed posts again with their slot and approval. A post that is replayed is no longer failed,
 * so running it twice replays nothing twice. What is skipped is still failed, and says why.
 */
export const replayFailed = command({
	permission: "run:start",
	input: z.object({
		sinceHours: z.number().int().min(1).max(720).default(24),
		accountId: z.uuid().optional(),
		/** At most so many, oldest first: a backlog is replayed gradually. */
		limit: z.number().int().min(1).max(500).default(500),
	}),
	scope: (_, { accountId }) => (accountId ? { account: accountId } : "any"),
	run: async (context, input): Promise<Outcome<ReplayReport>> => {
		const since = addMs(context.now, -input.sinceHours * HOUR);
		const all = await listFailedSince(context.tx, since, input.accountId);
		const failed = all.filter(({ accountId }) =>
			can(context.actor, "run:start", { account: accountId }),
		);
		const report: ReplayReport = {
			requested: failed.length,
			replayed: [],
			skipped: [],
			stillFailed: 0,
		};
		const audit: AuditEvent[] = [];
		for (const { id, errorClass } of failed.slice(0, input.limit)) {
			const post = await lockPost(context.tx, id);
			const why = await findReplayRefusal(
				context.tx,
				{ post, errorClass },
				context.now,
			);
			if (why) report.skipped.push({ postId: id, title: post.title, why });
			else audit.push(await replay(context, post, report));
		}
		report.stillFailed = report.requested - report.replayed.length;
		return {
			value: report,
			audit: [summary(context, input, report), ...audit],
		};
	},
});

async function replay(
	{ tx }: CommandContext,
	post: PostOnAccount,
	report: ReplayReport,
): Promise<AuditEvent> {
	await movePost(tx, post, {
		to: "queued",
		tries: 0,
		fault: null,
		finishedAt: null,
		nextAttemptAt: null,
		// A lost live post that is made up for: the error budget does not stop it.
		recovery: true,
	});
	report.replayed.push(post.id);
	return {
		action: "post.retry",
		subject: { type: "post", id: post.id },
		accountId: post.accountId,
		before: { state: "failed", fault: post.fault },
		after: { state: "queued", recovery: true, by: "replay" },
	};
}

const summary = (
	context: CommandContext,
	input: { sinceHours: number; accountId?: string | undefined },
	report: ReplayReport,
): AuditEvent => ({
	action: "post.retry",
	subject: { type: "replay", id: context.trace },
	accountId: input.accountId ?? null,
	facts: { sinceHours: input.sinceHours },
	after: {
		requested: report.requested,
		replayed: report.replayed.length,
		skipped: report.skipped.length,
	},
});
