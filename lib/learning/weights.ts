import { templateRef } from "@/lib/content/model";
import type { WeightChange } from "@/lib/learning/model";

const GAIN = 1.5;
const MAX_WEIGHT = 1000;

type Weighted = { key: string; version: number; weight: number };
type Verdicts = { promote: readonly string[]; retire: readonly string[] };

/** The strategy's weights after a ranking, and which of them that changes. */
export function decideWeights(
	before: readonly Weighted[],
	verdicts: Verdicts,
): { templates: Weighted[]; delta: WeightChange[] } {
	const templates = before.map(({ key, version, weight }) => ({
		key,
		version,
		weight: weightAfter({ key, version, weight }, verdicts),
	}));
	const delta = before.flatMap((template) => {
		const after = weightAfter(template, verdicts);
		return after === template.weight
			? []
			: [{ template: templateRef(template), before: template.weight, after }];
	});
	return { templates, delta };
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
