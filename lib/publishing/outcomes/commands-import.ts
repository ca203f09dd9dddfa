import { z } from "zod";
import { type CommandContext, command } from "@/lib/command";
import { newId } from "@/lib/core/ids";
import { addMs } from "@/lib/core/time";
import { findPostByMediaId } from "@/lib/publishing/outcomes/store";
import {
	AltText,
	Caption,
	Sha256,
	SLOT_TOLERANCE_MS,
} from "@/lib/publishing/post/model";
import { sealPost } from "@/lib/publishing/post/payload";
import {
	insertPost,
	loadPostAccount,
	NO_JSON,
	toJson,
} from "@/lib/publishing/post/store";

/** The slot of a post whose time nobody knows: long ago, so that it is in nobody's queue. */
const UNKNOWN_TIME = new Date(0);

const IMPORTED = {
	template: "imported@1",
	policy: "imported, not moderated here",
} as const;

const ImportPost = z.object({
	accountId: z.uuid(),
	/** The platform's id, or one that stands for it and is the same at the next import. */
	mediaId: z.string().min(1).max(100),
	title: z.string().trim().min(1).max(300),
	caption: Caption,
	publishedAt: z.date().nullable(),
	permalink: z.url().nullable(),
	/** What it showed, when the picture lies in the media store. */
	picture: z
		.object({ sha256: Sha256, altText: AltText, design: z.unknown() })
		.optional(),
});

async function insertImported(
	{ tx, now }: CommandContext,
	{ publishedAt, picture, ...input }: z.output<typeof ImportPost>,
): Promise<string> {
	const account = await loadPostAccount(tx, input.accountId);
	const slotAt = publishedAt ?? UNKNOWN_TIME;
	const content = {
		...input,
		slotAt,
		altText: picture?.altText ?? "",
		flags: { isAiGenerated: false },
		mediaSha256: picture ? [picture.sha256] : [],
		policyVersion: IMPORTED.policy,
	};
	const id = newId();
	await insertPost(tx, {
		...content,
		id,
		state: "published",
		expiresAt: addMs(slotAt, SLOT_TOLERANCE_MS),
		picture: toJson(picture?.design ?? {}),
		templateVersion: IMPORTED.template,
		topic: "imported",
		digest: sealPost(content, account).digest,
		moderation: "pass",
		moderationNotes: toJson([IMPORTED.policy]),
		heldWhy: NO_JSON,
		finishedAt: publishedAt,
		createdAt: now,
	});
	return id;
}

/**
 * Takes over a post that went out before or beside Signalbox. A post that is there already, by its media
 * id, stays as it is. Without a time it is in no period (R9).
 */
export const importPost = command({
	permission: "run:start",
	input: ImportPost,
	scope: (_, { accountId }) => ({ account: accountId }),
	run: async (context, input) => {
		const { accountId, mediaId, publishedAt } = input;
		const known = await findPostByMediaId(context.tx, accountId, mediaId);
		const created = known === null;
		const postId = known ?? (await insertImported(context, input));
		return {
			value: { postId, created },
			audit: [
				{
					action: "post.import",
					subject: { type: "post", id: postId },
					accountId,
					after: { mediaId, publishedAt, created },
				},
			],
		};
	},
});
