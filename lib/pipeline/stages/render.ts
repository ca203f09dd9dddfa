import { readAccountFacts } from "@/lib/accounts/facts";
import { recordAsset } from "@/lib/content/commands-trace";
import { type Outputs, outputOf } from "./outputs";
import type { Situation, Stage } from "./stage";
import { renderUsage } from "./usage";

type Picture = NonNullable<Outputs["render"]>["picture"];

/** What the picture shows, enough to draw it again after an edit. */
async function pictureOf({
	ctx,
	run,
	outputs,
}: Pick<Situation, "ctx" | "run" | "outputs">): Promise<Picture> {
	const { brand, handle } = await readAccountFacts(ctx.db, run.accountId);
	const draft = outputOf(outputs, "draft");
	const { background, foreground, accent } = brand.palette;
	return {
		layout: outputOf(outputs, "plan").template.layout,
		title: draft.hook,
		kicker: draft.kicker,
		points: draft.points,
		brand: {
			name: brand.name,
			handle,
			palette: { background, ink: foreground, accent },
		},
		seed: run.id,
	};
}

/** Draws the picture and puts its bytes into the media store. */
export const renderStage: Stage<"render"> = {
	name: "render",
	version: 1,
	keyOf: async (situation) => ({
		draft: outputOf(situation.outputs, "draft").sha256,
		picture: await pictureOf(situation),
	}),
	prepare: async (situation) => {
		const { run, outputs } = situation;
		const picture = await pictureOf(situation);
		const { signals } = outputOf(outputs, "signals");
		const { promptVersion } = outputOf(outputs, "draft");
		return async ({ deps }) => {
			const begunAt = performance.now();
			const drawn = await deps.render(picture);
			const tookMs = performance.now() - begunAt;
			const stored = await deps.media.put(drawn.jpeg, "image/jpeg");
			const output = {
				...stored,
				model: drawn.modelId,
				missingGlyphs: drawn.missingGlyphs,
				picture,
			};
			return {
				usage: renderUsage(tookMs, stored.bytes),
				save: async (context) => {
					const { audit } = await recordAsset.inTx(context, {
						accountId: run.accountId,
						runId: run.id,
						postId: null,
						kind: "image",
						promptVersion,
						modelId: drawn.modelId,
						sourceSignals: signals,
						...stored,
						contentType: "image/jpeg",
					});
					return { output, audit };
				},
			};
		};
	},
};
