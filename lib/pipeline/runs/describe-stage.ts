import { templateRef } from "@/lib/content/model";
import type { StageName } from "@/lib/pipeline/model";
import { type Outputs, STAGE_OUTPUTS } from "@/lib/pipeline/stages/outputs";

/** A fact about a stage's result, for people; `at` is an instant. */
export type StageFact = { term: string; text: string; at?: true };

type Sayers = {
	[N in StageName]: (output: NonNullable<Outputs[N]>) => StageFact[];
};

const count = (n: number, one: string): string =>
	`${n} ${n === 1 ? one : `${one}s`}`;

const SAY: Sayers = {
	signals: ({ signals, sources }) => [
		...signals.map((signal) => ({
			term: signal.kind === "topic" ? `Topic by ${signal.by}` : signal.source,
			text: signal.title,
		})),
		...sources
			.filter(({ fault }) => fault !== null)
			.map(({ name, fault }) => ({
				term: `${name} failed`,
				text: fault ?? "",
			})),
	],
	plan: ({ template, strategyVersion, slotAt }) => [
		{ term: "Template", text: `${template.name} (${templateRef(template)})` },
		{ term: "Layout", text: `${template.format}, ${template.layout}` },
		{ term: "Strategy", text: `version ${strategyVersion}` },
		{ term: "Slot", text: slotAt, at: true },
	],
	draft: ({ title, hook, caption, altText, model, promptVersion }) => [
		{ term: "Title", text: title },
		{ term: "Hook", text: hook },
		{ term: "Caption", text: caption },
		{ term: "Alternative text", text: altText },
		{ term: "Written by", text: `${model} with ${promptVersion}` },
	],
	moderate: ({ verdict, version, findings }) => [
		{ term: "Verdict", text: `${verdict} by ${version}` },
		{
			term: "Findings",
			text: findings.length === 0 ? "none" : count(findings.length, "finding"),
		},
		...findings.map(({ rule, message }) => ({ term: rule, text: message })),
	],
	render: ({ bytes, model, missingGlyphs, picture }) => [
		{ term: "Picture", text: `${picture.layout}, ${count(bytes, "byte")}` },
		{ term: "Rendered by", text: model },
		...(missingGlyphs.length > 0
			? [{ term: "Missing characters", text: missingGlyphs.join(" ") }]
			: []),
	],
	enqueue: ({ state, slotAt }) => [
		{ term: "Post", text: state },
		{ term: "Slot", text: slotAt, at: true },
	],
};

/** What a finished stage says for people; nothing while it has no readable result. */
export function describeStage<N extends StageName>(
	stage: N,
	output: unknown,
): StageFact[] {
	const parsed = STAGE_OUTPUTS[stage].safeParse(output);
	if (!parsed.success) return [];
	// The schema and the sayer are picked by the same name, which the compiler cannot relate.
	return (SAY[stage] as (output: unknown) => StageFact[])(parsed.data);
}
