import { mean, sum } from "simple-statistics";
import { median } from "@/lib/core/median";
import { DAY } from "@/lib/core/time";
import { normalBelow, squares } from "./statistics";

/** A post's reach at the common age. */
export type Observation = {
	template: string;
	accountId: string;
	publishedAt: Date;
	reach: number;
};

export type RankedTemplate = {
	template: string;
	n: number;
	/** Mean of what its posts reached at that age. */
	meanReach: number;
	spanDays: number;
	/** How its posts did beside their account's median, in log reach, shrunk towards the mean of all. */
	effect: number;
	/** One standard deviation below and above the effect. */
	low: number;
	high: number;
	/** Probability that it is better than the mean of all. */
	better: number;
	eligible: boolean;
};

export type Ranking = {
	templates: RankedTemplate[];
	promote: string[];
	retire: string[];
	/** Why nothing is to be done; null when something is. */
	why: string | null;
};

const MIN_POSTS = 8;
const MIN_SPAN_DAYS = 14;
const SHARE = 0.2;
const SURE = 0.9;
const KEEP_ACTIVE = 3;

type Group = { template: string; values: number[]; posts: Observation[] };

/**
 * Ranks templates by an empirical-Bayes mean of their posts' residuals (§8b): what a post reached beside
 * its account's median, in logs. Top and bottom fifth of the eligible, and only when 90 % sure.
 */
export function rankTemplates(observations: readonly Observation[]): Ranking {
	const groups = groupsOf(observations);
	const spread = spreadOf(groups);
	const templates = groups
		.map((group) => rankOne(group, spread))
		.sort((a, b) => b.effect - a.effect || (a.template < b.template ? 1 : -1));
	const eligible = templates.filter((one) => one.eligible);
	const count = Math.floor(SHARE * eligible.length);
	const why = whyNothing(eligible.length, spread.between);
	if (why) return { templates, promote: [], retire: [], why };
	const promote = [...eligible]
		.sort((a, b) => b.low - a.low)
		.slice(0, count)
		.filter(({ better }) => better >= SURE);
	const retire = [...eligible]
		.sort((a, b) => a.high - b.high)
		.slice(0, Math.min(count, Math.max(0, templates.length - KEEP_ACTIVE)))
		.filter(({ better }) => 1 - better >= SURE);
	const names = (list: RankedTemplate[]) => list.map((one) => one.template);
	const isSure = promote.length + retire.length > 0;
	return {
		templates,
		promote: names(promote),
		retire: names(retire),
		why: isSure ? null : "no template is better or worse with 90 % certainty",
	};
}

function whyNothing(eligible: number, between: number): string | null {
	if (eligible < 5)
		return `not enough data: ${eligible} of the 5 templates needed have ${MIN_POSTS} posts over ${MIN_SPAN_DAYS} days`;
	return between === 0 ? "no evidence that the templates differ" : null;
}

function groupBy<T>(
	items: readonly T[],
	keyOf: (item: T) => string,
): Map<string, T[]> {
	const groups = new Map<string, T[]>();
	for (const item of items)
		groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
	return groups;
}

function groupsOf(observations: readonly Observation[]): Group[] {
	const logs = (posts: readonly Observation[]) =>
		posts.map(({ reach }) => Math.log1p(reach));
	const accounts = groupBy(observations, ({ accountId }) => accountId);
	const medians = new Map(
		[...accounts].map(([id, posts]) => [id, median(logs(posts))]),
	);
	const templates = groupBy(observations, ({ template }) => template);
	return [...templates].map(([template, posts]) => ({
		template,
		posts,
		values: posts.map(
			({ reach, accountId }) =>
				Math.log1p(reach) - (medians.get(accountId) ?? 0),
		),
	}));
}

/** Variance within templates and between them (DerSimonian and Laird, never below 0), and the mean of all. */
type Spread = { within: number; between: number; centre: number };

function spreadOf(groups: readonly Group[]): Spread {
	const all = groups.flatMap(({ values }) => values);
	const freedom = sum(groups.map(({ values }) => values.length - 1));
	if (all.length === 0) return { within: 0, between: 0, centre: 0 };
	const centre = mean(all);
	if (freedom === 0 || groups.length < 2)
		return { within: 0, between: 0, centre };
	const within = sum(groups.map(({ values }) => squares(values))) / freedom;
	if (within === 0) return { within, between: 0, centre };
	const weights = groups.map(({ values }) => values.length / within);
	const q = sum(
		groups.map(
			({ values }, index) =>
				(weights[index] ?? 0) * (mean(values) - centre) ** 2,
		),
	);
	const scale =
		sum(weights) - sum(weights.map((one) => one ** 2)) / sum(weights);
	return {
		within,
		between: Math.max(0, (q - (groups.length - 1)) / scale),
		centre,
	};
}

function rankOne(
	{ template, values, posts }: Group,
	{ within, between, centre }: Spread,
): RankedTemplate {
	const n = values.length;
	const noise = within / n;
	const trust = between === 0 ? 0 : between / (between + noise);
	const effect = centre + trust * (mean(values) - centre);
	const deviation = Math.sqrt(trust * noise);
	const times = posts.map(({ publishedAt }) => publishedAt.getTime());
	const spanDays = (Math.max(...times) - Math.min(...times)) / DAY;
	return {
		template,
		n,
		meanReach: Math.round(mean(posts.map(({ reach }) => reach))),
		spanDays: Math.round(spanDays * 10) / 10,
		effect,
		low: effect - deviation,
		high: effect + deviation,
		better: deviation === 0 ? 0.5 : normalBelow((effect - centre) / deviation),
		eligible: n >= MIN_POSTS && spanDays >= MIN_SPAN_DAYS,
	};
}
