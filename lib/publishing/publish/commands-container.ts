import { z } from "zod";
import { command } from "@/lib/command";
import { NO_LEASE } from "@/lib/core/lease";
import { loadPost, savePostFenced } from "@/lib/publishing/post/store";

export const LeaseInput = z.object({
	postId: z.uuid(),
	owner: z.string().min(1),
	fence: z.number().int(),
});

/** Keeps the container in the transaction that leaves `claimed` (§1.6.2). */
export const saveContainer = command({
	permission: "post:publish",
	input: z.object({ lease: LeaseInput, containerId: z.string().min(1) }),
	run: async ({ tx, now }, { lease, containerId }) => {
		const { accountId } = await loadPost(tx, lease.postId);
		await savePostFenced(tx, lease, {
			from: "claimed",
			to: "container_ready",
			containerId,
			containerAt: now,
		});
		return {
			value: { containerId },
			audit: [
				{
					action: "post.container",
					subject: { type: "post", id: lease.postId },
					accountId,
					after: { containerId },
				},
			],
		};
	},
});

/** Puts a post whose container is not ready aside; the same container is asked again later (§1.3). */
export const parkPost = command({
	permission: "post:publish",
	input: z.object({
		lease: LeaseInput,
		nextAttemptAt: z.date(),
		why: z.string(),
	}),
	run: async ({ tx }, { lease, nextAttemptAt, why }) => {
		const { accountId } = await loadPost(tx, lease.postId);
		await savePostFenced(tx, lease, {
			from: "container_ready",
			to: "container_ready",
			nextAttemptAt,
			...NO_LEASE,
		});
		return {
			value: { nextAttemptAt: nextAttemptAt.toISOString() },
			audit: [
				{
					action: "post.container",
					subject: { type: "post", id: lease.postId },
					accountId,
					reason: why,
					after: { nextAttemptAt },
				},
			],
		};
	},
});
