import { readAccountFacts } from "@/lib/accounts/facts";
import type { Json } from "@/lib/core/canonical-json";
import { enqueuePost } from "@/lib/publishing/queue/commands-enqueue";
import { findFreeSlot } from "./free-slot";
import { type Outputs, outputOf } from "./outputs";
import type { Stage } from "./stage";
import { lockQueueOf } from "./store-slots";

/** What a person must know before letting the post go; empty when nothing holds it. */
function notesOf(outputs: Outputs): Json[] {
	const { findings } = outputOf(outputs, "moderate");
	const { missingGlyphs } = outputOf(outputs, "render");
	const glyphs = {
		rule: "missing_glyphs",
		severity: "hold",
		message: "the picture's font cannot draw some of its characters",
		excerpt: missingGlyphs.slice(0, 20).join(" "),
	};
	return [
		...(findings as Json[]),
		...(missingGlyphs.length > 0 ? [glyphs] : []),
	];
}

const isClean = (outputs: Outputs): boolean =>
	outputOf(outputs, "moderate").verdict === "pass" &&
	outputOf(outputs, "render").missingGlyphs.length === 0;

/** The post's words and picture, with the verdict on them. */
function contentOf(outputs: Outputs) {
	const draft = outputOf(outputs, "draft");
	const { sha256, picture } = outputOf(outputs, "render");
	return {
		title: draft.title,
		caption: draft.caption,
		altText: draft.altText,
		mediaSha256: [sha256],
		picture,
		templateVersion: draft.promptVersion,
		policyVersion: outputOf(outputs, "moderate").version,
		moderation: isClean(outputs) ? ("pass" as const) : ("hold" as const),
		moderationNotes: notesOf(outputs),
	};
}

/**
 * Puts the post into the account's queue: checkpoint, post and the run's success are one
 * transaction, and a run has one post at most (`post_of_run`). The planned slot is kept while it is free.
 */
export const enqueueStage: Stage<"enqueue"> = {
	name: "enqueue",
	version: 1,
	keyOf: ({ outputs }) => ({
		draft: outputOf(outputs, "draft").sha256,
		image: outputOf(outputs, "render").sha256,
		verdict: outputOf(outputs, "moderate").verdict,
	}),
	prepare: async ({ run, outputs }) => {
		const content = contentOf(outputs);
		const wanted = new Date(outputOf(outputs, "plan").slotAt);
		return async () => ({
			usage: [],
			save: async (context) => {
				await lockQueueOf(context.tx, run.accountId);
				const account = await readAccountFacts(context.tx, run.accountId);
				const slotAt = await findFreeSlot(context.tx, run.accountId, {
					wanted,
					now: context.now,
				});
				const { value, audit } = await enqueuePost.inTx(context, {
					...content,
					runId: run.id,
					accountId: run.accountId,
					topic: run.topic,
					flags: { isAiGenerated: account.aiDisclosure },
					slotAt,
				});
				const output = { postId: value.postId, state: value.state };
				return { output: { ...output, slotAt: slotAt.toISOString() }, audit };
			},
		});
	},
};
