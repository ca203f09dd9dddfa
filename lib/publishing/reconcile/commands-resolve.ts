import { z } from "zod";
import { command, demandPerson } from "@/lib/command";
import { AppError } from "@/lib/core/errors";
import { Reason } from "@/lib/core/reason";
import { recordIntentOutcome } from "@/lib/publishing/attempts/outcome";
import { findOpenIntent } from "@/lib/publishing/attempts/store";
import { describePost, IN_DOUBT } from "@/lib/publishing/post/model";
import { scopeOfPost } from "@/lib/publishing/post/scope";
import { lockPost, movePost } from "@/lib/publishing/post/store";

/** A person looked at the account and says what became of a post in doubt. */
export const resolveUnknown = command({
	permission: "post:edit",
	input: z.discriminatedUnion("verdict", [
		z.object({
			postId: z.uuid(),
			verdict: z.literal("published"),
			mediaId: z.string().regex(/^\d{5,32}$/, "an Instagram media ID"),
			reason: Reason,
		}),
		z.object({
			postId: z.uuid(),
			verdict: z.literal("not_published"),
			reason: Reason,
		}),
	]),
	scope: scopeOfPost,
	run: async (context, input) => {
		const { tx, now } = context;
		demandPerson(context);
		const post = await lockPost(tx, input.postId);
		if (!IN_DOUBT.includes(post.state))
			throw new AppError(
				"conflict",
				`${describePost(post.state)} is not in doubt`,
			);
		const intent = await findOpenIntent(tx, post.id);
		const out = input.verdict === "published";
		const to: "published" | "failed" = out ? "published" : "failed";
		const why = `${context.actor.name} looked: ${input.reason}`;
		await recordIntentOutcome(context, post, { intent, end: to, why });
		await movePost(tx, post, {
			to,
			finishedAt: now,
			...(input.verdict === "published"
				? { mediaId: input.mediaId, fault: null }
				: { fault: why, containerId: null, containerAt: null }),
		});
		return {
			value: { postId: post.id, state: to },
			audit: [
				{
					action: "post.resolve",
					subject: { type: "post", id: post.id },
					accountId: post.accountId,
					reason: input.reason,
					before: { state: post.state },
					after: { state: to, mediaId: out ? input.mediaId : null },
				},
			],
		};
	},
});
