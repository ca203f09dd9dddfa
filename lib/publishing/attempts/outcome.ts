import type { CommandContext } from "@/lib/command";
import { AppError } from "@/lib/core/errors";
import { laterOf } from "@/lib/core/time";
import type { AttemptOutcome } from "@/lib/publishing/post/model";
import { canonicalPayload } from "@/lib/publishing/post/payload";
import type { PostOnAccount } from "@/lib/publishing/post/store";
import { silence } from "./response";
import {
	type Intent,
	insertAttempt,
	lastDecisionId,
	resolveIntent,
} from "./store";

/** Ends a doubt: the intent is resolved and its one attempt is inserted, with what the call had answered. */
export async function recordIntentOutcome(
	{ tx, now }: CommandContext,
	post: PostOnAccount,
	found: {
		/** Null where no call of ours was open. */
		intent: Intent | null;
		end: Exclude<AttemptOutcome, "simulated">;
		why: string;
	},
): Promise<void> {
	const { intent, end, why } = found;
	const decisionId = intent?.decisionId ?? (await lastDecisionId(tx, post.id));
	if (!decisionId)
		throw new AppError("conflict", "the gate was never asked about this post");
	const startedAt = intent?.calledAt ?? intent?.committedAt ?? now;
	if (intent)
		await resolveIntent(tx, intent.id, {
			outcome: end === "published" ? "published" : "not_published",
			resolvedAt: now,
		});
	await insertAttempt(tx, {
		postId: post.id,
		accountId: post.accountId,
		intentId: intent?.id ?? null,
		decisionId,
		mode: "live",
		outcome: end,
		step: "publish",
		payload: canonicalPayload(post, post.account),
		response: intent?.doubt?.response ?? silence(why, "ambiguous"),
		message: why,
		startedAt,
		finishedAt: laterOf(now, startedAt),
	});
}
