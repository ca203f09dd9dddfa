import { z } from "zod";
import { FORMATS, SignalRef, TEMPLATE_LAYOUTS } from "@/lib/content/model";
import { AppError } from "@/lib/core/errors";
import { STAGES, type StageName } from "@/lib/pipeline/model";

const Picture = z.object({
	layout: z.enum(TEMPLATE_LAYOUTS),
	title: z.string(),
	kicker: z.string(),
	points: z.array(z.string()),
	brand: z.object({
		name: z.string(),
		handle: z.string(),
		palette: z.object({
			background: z.string(),
			ink: z.string(),
			accent: z.string(),
		}),
	}),
	seed: z.string(),
});

const Finding = z.looseObject({ rule: z.string(), message: z.string() });

/** What each stage leaves behind for those after it, and for the screens. */
export const STAGE_OUTPUTS = {
	signals: z.object({
		/** The topic first, then the best observed items (R10). */
		signals: z.array(SignalRef).min(1),
		scores: z.array(z.int()),
		sources: z.array(
			z.object({
				name: z.string(),
				state: z.enum(["items", "not_modified", "failed"]),
				items: z.int(),
				fault: z.string().nullable(),
			}),
		),
	}),
	plan: z.object({
		template: z.object({
			key: z.string(),
			version: z.int(),
			name: z.string(),
			format: z.enum(FORMATS),
			instructions: z.string(),
			layout: z.enum(TEMPLATE_LAYOUTS),
		}),
		strategyVersion: z.int(),
		shares: z.array(z.object({ template: z.string(), share: z.int() })),
		slotAt: z.iso.datetime(),
	}),
	draft: z.object({
		title: z.string(),
		hook: z.string(),
		kicker: z.string(),
		points: z.array(z.string()),
		/** As it would be sent, hashtags included. */
		caption: z.string(),
		altText: z.string(),
		model: z.string(),
		promptVersion: z.string(),
		sha256: z.string(),
	}),
	moderate: z.object({
		verdict: z.enum(["pass", "hold", "reject"]),
		version: z.string(),
		findings: z.array(Finding),
	}),
	render: z.object({
		sha256: z.string(),
		bytes: z.int(),
		model: z.string(),
		missingGlyphs: z.array(z.string()),
		picture: Picture,
	}),
	enqueue: z.object({
		postId: z.uuid(),
		state: z.string(),
		slotAt: z.iso.datetime(),
	}),
} as const satisfies Record<StageName, z.ZodType>;

export type Outputs = {
	[N in StageName]?: z.output<(typeof STAGE_OUTPUTS)[N]>;
};

/** The output of an earlier stage. A stage runs only after those before it, so a missing one is a fault of ours. */
export function outputOf<N extends StageName>(
	outputs: Outputs,
	stage: N,
): NonNullable<Outputs[N]> {
	const output = outputs[stage];
	if (!output)
		throw new AppError("conflict", `the stage ${stage} has no result yet`);
	return output;
}

/** Reads the outputs of finished stages back from their checkpoints. */
export function parseOutputs(
	finished: ReadonlyMap<StageName, unknown>,
): Outputs {
	const parsed = STAGES.filter((stage) => finished.has(stage)).map(
		(stage) =>
			[stage, STAGE_OUTPUTS[stage].parse(finished.get(stage))] as const,
	);
	return Object.fromEntries(parsed);
}
