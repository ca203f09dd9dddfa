import { z } from "zod";
import { command } from "@/lib/command";
import { newId } from "@/lib/core/ids";
import { addMs } from "@/lib/core/time";
import { Caption, SLOT_TOLERANCE_MS } from "@/lib/publishing/model";
import { sealPost } from "@/lib/publishing/payload";
import {
	insertPost,
	loadPostAccount,
	NO_JSON,
	toJson,
} from "@/lib/publishing/store";
import { findPostByMediaId } from "@/lib/publishing/store-import";

/** The slot of a post whose time nobody knows: long ago, so that it is in nobody's queue. */
const UNKNOWN_TIME = new Date(0);

const IMPORTED = {
	template: "imported@1",
	policy: "imported, not moderated here",
} as const;

/**
 * Takes over a post that went out before or beside Signalbox. A post that is there already, by its media
 * id, stays as it is. Without a time it is in no period (R9).
 */
export const importPost = command({
	permission: "run:start",
	input: z.object({
		accountId: z.uuid(),
		/** The platform's id, or one that stands for it and is the same at the next import. */
		mediaId: z.string().min(1).max(100),
		title: z.string().trim().min(1).max(300),
		caption: Caption,
		publishedAt: z.date().nullable(),
		permalink: z.url().nullable(),
	}),
	place: (_, { accountId }) => ({ account: accountId }),
	run: async ({ tx, now }, input) => {
		const { accountId, mediaId, title, caption, publishedAt } = input;
		const subject = (id: string) => ({ type: "post", id });
		const known = await findPostByMediaId(tx, accountId, mediaId);
		if (known)
			return {
				value: { postId: known, created: false },
				audit: [
					{
						action: "post.import",
						subject: subject(known),
						accountId,
						after: { mediaId, created: false },
					},
				],
			};
		const account = await loadPostAccount(tx, accountId);
		const slotAt = publishedAt ?? UNKNOWN_TIME;
		const content = {
			accountId,
			slotAt,
			caption,
			altText: "",
			flags: { isAiGenerated: false },
			mediaSha256: [],
			policyVersion: IMPORTED.policy,
		};
		const id = newId();
		const { digest } = sealPost(content, account);
		await insertPost(tx, {
			...content,
			id,
			state: "published",
			expiresAt: addMs(slotAt, SLOT_TOLERANCE_MS),
			title,
			picture: toJson({}),
			templateVersion: IMPORTED.template,
			topic: "imported",
			digest,
			moderation: "pass",
			moderationNotes: toJson([IMPORTED.policy]),
			heldWhy: NO_JSON,
			mediaId,
			permalink: input.permalink,
			finishedAt: publishedAt,
			createdAt: now,
		});
		return {
			value: { postId: id, created: true },
			audit: [
				{
					action: "post.import",
					subject: subject(id),
					accountId,
					after: { mediaId, publishedAt, created: true },
				},
			],
		};
	},
});
