import type { AuditEvent } from "@/lib/audit/event";
import { type Permission, SENSITIVE } from "@/lib/auth/permissions";
import type { CommandContext } from "@/lib/command";
import { AppError } from "@/lib/core/errors";
import { isNonEmpty, type NonEmpty } from "@/lib/core/non-empty";
import { lockPost, type PostOnAccount } from "./store";

export type RefusedPost = { postId: string; why: string };

/** One post of a bulk change: done, with its events, or why it is refused. */
export type BulkStep<T> =
	| { value: T; audit: readonly AuditEvent[] }
	| { refused: string };

type Bulk<P> = {
	accountId: string;
	permission: Permission;
	posts: readonly P[];
	/** The message when every post is refused. */
	nothing: (why: string) => string;
};

/**
 * Changes many posts of one account, each with its row locked, in order of id so that two bulk changes never wait for
 * each other in a circle. Posts that are refused are named; those of a sensitive change are in the log, too (AC-A7).
 * Throws `refused` when it is all of them.
 */
export async function changeMany<P extends { postId: string }, T>(
	context: CommandContext,
	{ accountId, permission, posts, nothing }: Bulk<P>,
	change: (post: PostOnAccount, asked: P) => Promise<BulkStep<T>>,
): Promise<{
	done: T[];
	refused: RefusedPost[];
	audit: NonEmpty<AuditEvent>;
}> {
	const done: T[] = [];
	const refused: RefusedPost[] = [];
	const audit: AuditEvent[] = [];
	const byId = new Map(posts.map((asked) => [asked.postId, asked]));
	for (const [postId, asked] of [...byId].sort(([a], [b]) =>
		a < b ? -1 : 1,
	)) {
		const post = await lockPost(context.tx, postId);
		const step: BulkStep<T> =
			post.accountId === accountId
				? await change(post, asked)
				: { refused: "it belongs to another account" };
		if ("refused" in step) {
			refused.push({ postId, why: step.refused });
			continue;
		}
		done.push(step.value);
		audit.push(...step.audit);
	}
	if (!isNonEmpty(audit))
		throw new AppError("refused", nothing(refused[0]?.why ?? "no post"), {
			refused,
		});
	if (refused.length > 0 && SENSITIVE.includes(permission))
		audit.push({
			action: "access.refuse",
			subject: { type: "permission", id: permission },
			accountId,
			facts: { refused },
		});
	return { done, refused, audit };
}
