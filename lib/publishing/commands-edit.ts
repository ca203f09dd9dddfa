import { z } from "zod";
import { command } from "@/lib/command";
import { AppError } from "@/lib/core/errors";
import { demandPerson } from "@/lib/publishing/commands-approve";
import { AltText, Caption, Sha256 } from "@/lib/publishing/model";
import { sealPost } from "@/lib/publishing/payload";
import { placeOfPost } from "@/lib/publishing/place";
import { lockPost, movePost, NO_JSON, toJson } from "@/lib/publishing/store";
import { insertEdit } from "@/lib/publishing/store-approval";
import { answeredByApproval, moderationHold } from "@/lib/publishing/why";

const SaveEdit = z.object({
	postId: z.uuid(),
	/** The version that was edited. */
	version: z.number().int(),
	title: z.string().trim().min(1).max(300),
	caption: Caption,
	altText: AltText,
	picture: z.unknown(),
	mediaSha256: z.array(Sha256).length(1),
	policyVersion: z.string().min(1),
	moderation: z.enum(["pass", "hold"]),
	moderationNotes: z.unknown(),
});

/**
 * Saves an edit with the picture and the verdict that belong to it: the digest changes, so an approval is
 * stale, and the editor can no longer approve the post (R4). Throws `conflict` when it changed meanwhile.
 */
export const saveEdit = command({
	permission: "post:edit",
	input: SaveEdit,
	place: placeOfPost,
	run: async (scene, { postId, version, ...edit }) => {
		const { tx, now } = scene;
		const editor = demandPerson(scene);
		const post = await lockPost(tx, postId);
		if (post.state !== "queued" && post.state !== "held")
			throw new AppError(
				"conflict",
				`a ${post.state} post cannot be edited: hold it first`,
			);
		if (post.version !== version)
			throw new AppError("conflict", "the post changed meanwhile: look again");
		const { digest } = sealPost({ ...post, ...edit }, post.account);
		const passed = edit.moderation === "pass";
		const stays = post.state === "held" && !answeredByApproval(post.heldWhy);
		const kept = stays
			? post.heldWhy.filter(({ kind }) => kind !== "moderation")
			: [];
		const heldWhy = passed ? kept : [...kept, moderationHold()];
		const to = heldWhy.length > 0 ? "held" : "queued";
		await movePost(tx, post, {
			to,
			title: edit.title,
			caption: edit.caption,
			altText: edit.altText,
			mediaSha256: edit.mediaSha256,
			policyVersion: edit.policyVersion,
			moderation: edit.moderation,
			picture: toJson(edit.picture ?? {}),
			moderationNotes: toJson(edit.moderationNotes ?? []),
			heldWhy: heldWhy.length > 0 ? heldWhy : NO_JSON,
			digest,
			containerId: null,
			containerAt: null,
		});
		const content = (from: typeof post | typeof edit, hash: string) => ({
			title: from.title,
			caption: from.caption,
			altText: from.altText,
			picture: from.picture ?? {},
			mediaSha256: from.mediaSha256,
			digest: hash,
		});
		const before = content(post, post.digest);
		const after = content(edit, digest);
		await insertEdit(tx, {
			postId,
			editedBy: editor.id,
			at: now,
			before,
			after,
		});
		return {
			value: { postId, state: to, digest, moderation: edit.moderation },
			audit: [
				{
					action: "post.edit",
					subject: { type: "post", id: postId },
					accountId: post.accountId,
					before: { digest: post.digest, state: post.state },
					after: { digest, state: to, moderation: edit.moderation },
				},
			],
		};
	},
});
