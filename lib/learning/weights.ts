import { templateRef } from "@/lib/content/model";
import type { WeightChange } from "./model";

const GAIN = 1.5;
const MAX_WEIGHT = 1000;

type Weighted = { key: string; version: number; weight: number };
type Verdicts = { promote: readonly string[]; retire: readonly string[] };

/** The strategy's weights after a ranking, and which of them that changes. */
export function decideWeights(
	before: readonly Weighted[],
	verdicts: Verdicts,
): { templates: Weighted[]; delta: WeightChange[] } {
	const changes = before.map((template) => ({
		template,
		after: weightAfter(template, verdicts),
	}));
	return {
		templates: changes.map(({ template: { key, version }, after }) => ({
			key,
			version,
			weight: after,
		})),
		delta: changes
			.filter(({ template, after }) => template.weight !== after)
			.map(({ template, after }) => ({
				template: templateRef(template),
				before: template.weight,
				after,
			})),
	};
}

function weightAfter(
	template: Weighted,
	{ promote, retire }: Verdicts,
): number {
	const ref = templateRef(template);
	if (retire.includes(ref)) return 0;
	return promote.includes(ref)
		? Math.min(MAX_WEIGHT, Math.ceil(template.weight * GAIN))
		: template.weight;
}
