import { newId } from "@/lib/core/ids";
import type { Db } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";

/** Rows as they are after things happened, for tests of those who only read them. */
export async function addTestPost(
	owner: Db,
	given: Partial<Prisma.PostUncheckedCreateInput> & {
		accountId: string;
		slotAt: Date;
	},
): Promise<string> {
	const id = newId();
	await owner.post.create({
		data: {
			id,
			state: "queued",
			expiresAt: new Date(given.slotAt.getTime() + 6 * 3_600_000),
			title: "Fresh bread",
			caption: "Fresh bread every morning",
			altText: "A loaf",
			flags: { isAiGenerated: true },
			mediaSha256: ["a".repeat(64)],
			picture: {},
			templateVersion: "tips@1",
			topic: "bread",
			digest: "b".repeat(64),
			policyVersion: "1",
			moderation: "pass",
			moderationNotes: [],
			createdAt: given.slotAt,
			...given,
		},
	});
	return id;
}

/** One live attempt of a post at its outcome. */
export async function addTestAttempt(
	owner: Db,
	given: {
		postId: string;
		accountId: string;
		outcome: "published" | "failed" | "retry";
		at: Date;
	},
): Promise<void> {
	const { postId, accountId, outcome, at } = given;
	await owner.attempt.create({
		data: {
			id: newId(),
			postId,
			accountId,
			decisionId: newId(),
			mode: "live",
			outcome,
			step: "publish",
			payloadHash: "c".repeat(64),
			payload: {},
			target: "17841400000000001",
			responseKind: "http",
			httpStatus: outcome === "published" ? 200 : 400,
			retryCount: 0,
			startedAt: at,
			finishedAt: at,
		},
	});
}
