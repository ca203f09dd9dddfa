import type { CommandContext } from "@/lib/command";
import { queueMessage } from "@/lib/notifications/queue";
import type { PostOnAccount } from "@/lib/publishing/post/store";

/** Tells the team's channel that only a person can say what became of a post; once for each doubt. */
export async function callForHelp(
	{ tx, now }: CommandContext,
	post: PostOnAccount,
	why: string,
): Promise<void> {
	await queueMessage(tx, {
		dedupeKey: `post.needs-human:${post.id}:${post.fence}`,
		kind: "post.needs-human",
		text: `@${post.account.handle}: is "${post.title}" published? ${why}. Poll at the account and resolve the post.`,
		now,
	});
}
