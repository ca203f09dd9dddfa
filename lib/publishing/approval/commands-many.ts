import { z } from "zod";
import type { AuditEvent } from "@/lib/audit/event";
import { command, type Outcome } from "@/lib/command";
import { AppError } from "@/lib/core/errors";
import { isNonEmpty } from "@/lib/core/non-empty";
import { limit } from "@/lib/people/throttle/tries";
import { lockPost } from "@/lib/publishing/post/store";
import {
	type Approved,
	approvalRefusal,
	approve,
	approverOf,
	Seen,
} from "./commands";

type Refused = { kind: "refused"; postId: string; why: string };

const refusedEvent = (
	accountId: string,
	refused: readonly Refused[],
): AuditEvent => ({
	action: "access.refuse",
	subject: { type: "permission", id: "post:decide" },
	accountId,
	facts: { refused: refused.map(({ postId, why }) => ({ postId, why })) },
});

/** Approves many posts of one account; those that this person may not approve are named with the reason, in the log too (AC-A7), the others go through. */
export const approvePosts = command({
	permission: "post:decide",
	before: limit("approval"),
	input: z.object({
		accountId: z.uuid(),
		posts: z.array(Seen).min(1).max(200),
	}),
	scope: (_, { accountId }) => ({ account: accountId }),
	run: async (
		context,
		{ accountId, posts },
	): Promise<Outcome<{ approved: Approved[]; refused: Refused[] }>> => {
		const person = approverOf(context);
		const approved: Approved[] = [];
		const refused: Refused[] = [];
		const audits: AuditEvent[] = [];
		// In order of id, so that two bulk approvals never wait for each other in a circle.
		const ordered = [...posts].sort((a, b) => (a.postId < b.postId ? -1 : 1));
		for (const { postId, digest } of ordered) {
			const post = await lockPost(context.tx, postId);
			const why =
				post.accountId === accountId
					? await approvalRefusal(context, post, {
							personId: person.id,
							digest,
						})
					: "it belongs to another account";
			if (why) {
				refused.push({ kind: "refused", postId, why });
				continue;
			}
			const { value, audit } = await approve(context, post, person);
			approved.push(value);
			audits.push(audit);
		}
		if (!isNonEmpty(audits))
			throw new AppError("refused", refused[0]?.why ?? "nothing to approve", {
				refused,
			});
		if (refused.length > 0) audits.push(refusedEvent(accountId, refused));
		return { value: { approved, refused }, audit: audits };
	},
});
