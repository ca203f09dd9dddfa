import { z } from "zod";
import type { AuditEvent } from "@/lib/audit/event";
import { type CommandContext, command, demandPerson } from "@/lib/command";
import { flagModeration, recordAsset } from "@/lib/content/commands-trace";
import { readSignalsOf } from "@/lib/content/views";
import type { Json } from "@/lib/core/canonical-json";
import { AppError } from "@/lib/core/errors";
import { insertEdit } from "@/lib/publishing/approval/store";
import {
	answeredByEdit,
	moderationHold,
} from "@/lib/publishing/post/held-reasons";
import {
	describePost,
	type HeldWhy,
	isPostOpen,
	Sha256,
} from "@/lib/publishing/post/model";
import { sealPost } from "@/lib/publishing/post/payload";
import { scopeOfPost } from "@/lib/publishing/post/scope";
import {
	lockPost,
	movePost,
	NO_JSON,
	type PostOnAccount,
	toJson,
} from "@/lib/publishing/post/store";
import { demandNoQuarantine } from "@/lib/publishing/quarantine/check";
import { EditedText } from "./model";

const SaveEdit = EditedText.extend({
	postId: z.uuid(),
	/** The version that was edited. */
	version: z.number().int(),
	picture: z.custom<Json>(),
	image: z.object({
		sha256: Sha256,
		bytes: z.number().int().min(1),
		modelId: z.string().min(1),
	}),
	verdict: z.object({
		kind: z.enum(["pass", "hold"]),
		policyVersion: z.string().min(1),
		notes: z.array(z.custom<Json>()),
		inputHash: Sha256,
	}),
});
type SaveEdit = z.output<typeof SaveEdit>;

/**
 * Saves an edit with the picture and the verdict that belong to it: the digest changes, so an approval is
 * stale, and the editor can no longer approve the post (R4). Throws `conflict` when it changed meanwhile.
 */
export const saveEdit = command({
	permission: "post:edit",
	input: SaveEdit,
	scope: scopeOfPost,
	run: async (context, input) => {
		const { tx, now } = context;
		const editedBy = demandPerson(context);
		const post = await lockPost(tx, input.postId);
		await demandNoQuarantine(tx, post);
		demandEditable(post, input.version);
		const content = contentOf(input);
		await demandNoQuarantine(tx, { ...post, ...content });
		const { digest } = sealPost({ ...post, ...content }, post.account);
		const heldWhy = holdsAfter(post, input.verdict.kind);
		const to = heldWhy.length > 0 ? "held" : "queued";
		await movePost(tx, post, {
			...content,
			to,
			digest,
			picture: toJson(input.picture),
			moderation: input.verdict.kind,
			moderationNotes: toJson(input.verdict.notes),
			heldWhy: heldWhy.length > 0 ? [...heldWhy] : NO_JSON,
			containerId: null,
			containerAt: null,
		});
		await insertEdit(tx, {
			postId: post.id,
			editedBy,
			at: now,
			before: snapshot(post),
			after: snapshot({ ...post, ...content, digest, picture: input.picture }),
		});
		const edited: AuditEvent = {
			action: "post.edit",
			subject: { type: "post", id: post.id },
			accountId: post.accountId,
			before: { digest: post.digest, state: post.state },
			after: { digest, state: to, moderation: input.verdict.kind },
		};
		const trail = await leaveTrail(context, post, input);
		const moderation = input.verdict.kind;
		return {
			value: { postId: post.id, state: to, digest, moderation },
			audit: [edited, ...trail],
		};
	},
});

function demandEditable(post: PostOnAccount, version: number): void {
	if (!isPostOpen(post.state))
		throw new AppError(
			"conflict",
			`${describePost(post.state)} cannot be edited: hold it first`,
		);
	if (post.version !== version)
		throw new AppError("conflict", "the post changed meanwhile: look again");
}

const contentOf = (input: SaveEdit) => ({
	title: input.title,
	caption: input.caption,
	altText: input.altText,
	mediaSha256: [input.image.sha256],
	policyVersion: input.verdict.policyVersion,
});

/** A person's or the gate's hold stays; what moderation or approval held is judged anew. */
function holdsAfter(
	post: PostOnAccount,
	verdict: "pass" | "hold",
): readonly HeldWhy[] {
	const answered = post.state === "queued" || answeredByEdit(post.heldWhy);
	const kept = answered
		? []
		: post.heldWhy.filter(({ kind }) => kind !== "moderation");
	return verdict === "pass" ? kept : [...kept, moderationHold()];
}

const snapshot = (
	post: Pick<
		PostOnAccount,
		"title" | "caption" | "altText" | "picture" | "mediaSha256" | "digest"
	>,
) => ({
	title: post.title,
	caption: post.caption,
	altText: post.altText,
	picture: post.picture,
	mediaSha256: post.mediaSha256,
	digest: post.digest,
});

/** The new picture's provenance (R10), which is that of the one before, and the verdict on the new text. */
async function leaveTrail(
	context: CommandContext,
	post: PostOnAccount,
	{ image, verdict }: SaveEdit,
): Promise<AuditEvent[]> {
	const { id: postId, accountId, runId } = post;
	const [before = ""] = post.mediaSha256;
	const signals = await readSignalsOf(context.tx, { postId, runId }, before);
	const asset = await recordAsset.inTx(context, {
		...image,
		accountId,
		runId,
		postId,
		kind: "image",
		promptVersion: post.templateVersion,
		sourceSignals:
			signals.length > 0
				? signals
				: [{ kind: "topic", title: post.topic, by: "unknown" }],
		contentType: "image/jpeg",
	});
	const flag = await flagModeration.inTx(context, {
		accountId,
		runId,
		postId,
		version: verdict.policyVersion,
		verdict: verdict.kind,
		findings: verdict.notes,
		inputHash: verdict.inputHash,
	});
	return [...asset.audit, ...flag.audit];
}
