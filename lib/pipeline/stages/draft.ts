import { readAccountFacts } from "@/lib/accounts/facts";
import type { CommandContext, Ctx } from "@/lib/command";
import { recordAsset } from "@/lib/content/commands-trace";
import { type SignalRef, templateRef } from "@/lib/content/model";
import { canonicalJson, sha256, toCanonical } from "@/lib/core/canonical-json";
import type { Run } from "@/lib/pipeline/model";
import { storable } from "@/lib/pipeline/storable";
import { captionWith } from "./caption";
import { type Outputs, outputOf } from "./outputs";
import type { Stage } from "./stage";
import { tokenUsage } from "./usage";

type DraftOutput = NonNullable<Outputs["draft"]>;

const promptOf = (outputs: Outputs) => outputOf(outputs, "plan").template;
const sourcesOf = (signals: readonly SignalRef[]) =>
	signals.flatMap((signal) => (signal.kind === "source" ? [signal] : []));

/** As whom the provider writes. */
async function readVoice(ctx: Ctx, { accountId }: Run) {
	const { name, tone } = (await readAccountFacts(ctx.db, accountId)).brand;
	return { name, tone };
}

async function recordDraft(
	context: CommandContext,
	run: Run,
	{ draft, signals }: { draft: DraftOutput; signals: SignalRef[] },
) {
	const { audit } = await recordAsset.inTx(context, {
		accountId: run.accountId,
		runId: run.id,
		postId: null,
		kind: "draft",
		promptVersion: draft.promptVersion,
		modelId: draft.model,
		sourceSignals: signals,
		sha256: draft.sha256,
		bytes: Buffer.byteLength(canonicalJson(toCanonical(draft))),
		contentType: "application/json",
	});
	return audit;
}

/** Writes the post's words with the text provider. */
export const draftStage: Stage<"draft"> = {
	name: "draft",
	version: 1,
	keyOf: async ({ ctx, run, outputs }) => ({
		topic: run.topic,
		brand: await readVoice(ctx, run),
		template: promptOf(outputs),
		signals: outputOf(outputs, "signals").signals,
	}),
	prepare: async ({ ctx, run, outputs, turn }) => {
		const brand = await readVoice(ctx, run);
		const template = promptOf(outputs);
		const { signals } = outputOf(outputs, "signals");
		return async ({ deps, signal }) => {
			const answer = await deps.text.draft(
				{
					topic: run.topic,
					signals: sourcesOf(signals),
					template,
					brand,
					seed: `${run.id}:${turn}`,
				},
				{ signal },
			);
			const { usage, hashtags, ...written } = storable(answer);
			const { title, hook, kicker, points, altText, model } = written;
			const caption = captionWith(written.caption, hashtags);
			const text = { title, hook, kicker, points, caption, altText };
			const draft = {
				...text,
				model,
				promptVersion: templateRef(template),
				sha256: sha256(canonicalJson(toCanonical(text))),
			};
			return {
				usage: tokenUsage(usage),
				save: async (context) => ({
					output: draft,
					audit: await recordDraft(context, run, { draft, signals }),
				}),
			};
		};
	},
};
