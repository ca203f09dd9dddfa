import type { ActiveStrategy, ActiveTemplate } from "@/lib/content/model";
import { templateRef } from "@/lib/content/model";
import { sha256 } from "@/lib/core/canonical-json";
import { AppError } from "@/lib/core/errors";

export type RecentUse = {
	/** "listicle@2", newest first. */
	templates: readonly string[];
};

export type TemplateChoice = {
	template: ActiveTemplate;
	/** Why this one: the effective shares of the draw, in per mille. */
	shares: { template: string; share: number }[];
};

const keyOf = (reference: string): string => reference.split("@")[0] ?? "";

/** Each use among the recent ones halves a template's chance; the one used last rests. */
function effectiveWeight(
	template: ActiveTemplate,
	recent: readonly string[],
): number {
	const uses = recent.filter((used) => keyOf(used) === template.key).length;
	const rests = keyOf(recent[0] ?? "") === template.key;
	return rests ? 0 : template.weight / 2 ** uses;
}

function weighted(strategy: ActiveStrategy, recent: RecentUse) {
	const usable = strategy.templates.filter(
		({ format, weight }) => strategy.formats.includes(format) && weight > 0,
	);
	const entries = usable.map((template) => ({
		template,
		weight: effectiveWeight(template, recent.templates),
	}));
	const someLeft = entries.some(({ weight }) => weight > 0);
	return someLeft
		? entries
		: usable.map((template) => ({ template, weight: template.weight }));
}

/**
 * Draws a template by the strategy's weights and recent use. The draw depends on the seed (the
 * run's id) alone, so a repeated plan is the same plan. Throws `misconfigured` when none is usable.
 */
export function chooseTemplate(
	strategy: ActiveStrategy,
	recent: RecentUse,
	seed: string,
): TemplateChoice {
	const entries = weighted(strategy, recent);
	const total = entries.reduce((sum, { weight }) => sum + weight, 0);
	const roll =
		(Number.parseInt(sha256(seed).slice(0, 12), 16) / 2 ** 48) * total;
	let reached = 0;
	const drawn = entries.find(({ weight }) => {
		reached += weight;
		return roll < reached;
	});
	const chosen = drawn ?? entries.findLast(({ weight }) => weight > 0);
	if (!chosen)
		throw new AppError(
			"misconfigured",
			"no template of the active strategy can be used: give one a weight",
		);
	return {
		template: chosen.template,
		shares: entries.map(({ template, weight }) => ({
			template: templateRef(template),
			share: Math.round((weight / total) * 1000),
		})),
	};
}
