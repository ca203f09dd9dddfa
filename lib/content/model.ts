import { z } from "zod";
import type { Json } from "@/lib/core/canonical-json";

/** How a picture is composed; the renderer knows the same names. */
export const TEMPLATE_LAYOUTS = [
	"headline",
	"quote",
	"list",
	"split",
	"number",
] as const;

export const FORMATS = ["image"] as const;
type Format = (typeof FORMATS)[number];

export const TemplateInput = z.object({
	key: z
		.string()
		.regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, "a key is written like how-to")
		.max(60),
	name: z.string().trim().min(1).max(80),
	format: z.enum(FORMATS),
	instructions: z.string().trim().min(20).max(4000),
	layout: z.enum(TEMPLATE_LAYOUTS),
});
export type TemplateInput = z.output<typeof TemplateInput>;

export const StrategyBody = z.object({
	templates: z
		.array(
			z.object({
				key: z.string().min(1),
				version: z.int().min(1),
				/** Share of the draw; a template of weight 0 rests. */
				weight: z.int().min(0).max(1000),
			}),
		)
		.min(1)
		.max(100)
		.refine(
			(list) => new Set(list.map(({ key }) => key)).size === list.length,
			"a template stands in a strategy once",
		)
		.refine(
			(list) => list.some(({ weight }) => weight > 0),
			"at least one template needs a weight",
		),
	formats: z.array(z.enum(FORMATS)).min(1),
	notes: z.string().max(2000),
});
export type StrategyBody = z.output<typeof StrategyBody>;

/** "listicle@2": how a version of a template is named wherever it left a trace (R10). */
export const templateRef = (template: {
	key: string;
	version: number;
}): string => `${template.key}@${template.version}`;

export type ActiveTemplate = TemplateInput & {
	version: number;
	weight: number;
};

export type ActiveStrategy = {
	id: string;
	version: number;
	formats: Format[];
	notes: string;
	templates: ActiveTemplate[];
};

/** What something generated was made from (R10): an observed item, or a topic that somebody typed. */
export const SignalRef = z.discriminatedUnion("kind", [
	z.object({
		kind: z.literal("source"),
		source: z.string().min(1),
		externalId: z.string().min(1),
		title: z.string().min(1),
		url: z.string().nullable(),
	}),
	z.object({
		kind: z.literal("topic"),
		title: z.string().min(1),
		by: z.string().min(1),
	}),
]);
export type SignalRef = z.output<typeof SignalRef>;

export const AssetInput = z.object({
	accountId: z.uuid(),
	runId: z.uuid().nullable(),
	postId: z.uuid().nullable(),
	kind: z.enum(["draft", "image"]),
	promptVersion: z.string().min(1),
	modelId: z.string().min(1),
	sourceSignals: z.array(SignalRef).min(1),
	sha256: z.string().regex(/^[0-9a-f]{64}$/),
	bytes: z.int().min(1),
	contentType: z.string().min(1),
});

export const FlagInput = z.object({
	accountId: z.uuid(),
	runId: z.uuid().nullable(),
	postId: z.uuid().nullable(),
	/** The rules' version, e.g. "rules@1". */
	version: z.string().min(1),
	verdict: z.enum(["pass", "hold", "reject"]),
	findings: z.array(z.custom<Json>()),
	inputHash: z.string().regex(/^[0-9a-f]{64}$/),
});

export type AssetView = {
	id: string;
	runId: string | null;
	postId: string | null;
	kind: "draft" | "image";
	promptVersion: string;
	modelId: string;
	sourceSignals: SignalRef[];
	createdAt: string;
	sha256: string;
	bytes: number;
	contentType: string;
};
