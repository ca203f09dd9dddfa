import { addMs, DAY } from "@/lib/core/time";
import type { BacklogView } from "@/lib/learning/model";
import type { WeeklyItem, WeeklyView } from "./model-weekly";

export type WeeklyFacts = Pick<WeeklyView, "week" | "ranking"> & {
	sources: readonly { name: string; health: string }[];
	backlog: Pick<BacklogView, "refreshedAt" | "proposed" | "kept">;
	flags: number;
	costs: {
		totals: readonly { currency: string; costMicros: number }[];
		bySku: readonly unknown[];
		unpriced: number;
	};
};

const DAYS = 7;
const NAMES = {
	saves: "saves",
	shares: "shares",
	profileClicks: "profile clicks",
};

const describeFigure = (value: number | null): string =>
	value?.toLocaleString("en-GB") ?? "—";

function formats({ week }: WeeklyFacts): WeeklyItem {
	const { daysNow, daysBefore, metrics } = week;
	const numbers = metrics
		.map(
			({ metric, now, before }) =>
				`${NAMES[metric]} ${describeFigure(now)} after ${describeFigure(before)}`,
		)
		.join(", ");
	const complete = daysNow === DAYS && daysBefore === DAYS;
	return {
		item: "formats",
		title: "Last 7 days vs previous 7, by format",
		verdict: complete ? "pass" : "unknown",
		sentence:
			daysNow + daysBefore === 0
				? "No day of the two weeks has data yet."
				: `${numbers}; ${daysNow} and ${daysBefore} of 7 days have data.`,
		link: "#week",
	};
}

function ranked(
	{ ranking }: WeeklyFacts,
	kind: "retire" | "promote",
): WeeklyItem {
	const names = ranking[kind];
	const base = {
		item: kind,
		title:
			kind === "retire"
				? "Retire the bottom 20 % of templates"
				: "Promote the top 20 % into the default strategy",
		link: "#ranking",
	};
	if (ranking.why !== null)
		return {
			...base,
			verdict: "unknown",
			sentence: `Nothing to decide yet: ${ranking.why}.`,
		};
	return names.length === 0
		? { ...base, verdict: "pass", sentence: `No template to ${kind}.` }
		: {
				...base,
				verdict: "fail",
				sentence: `To ${kind}: ${names.join(", ")}.`,
			};
}

type SourcesItem = Pick<WeeklyItem, "verdict" | "sentence">;

function judgeSources(all: WeeklyFacts["sources"]): SourcesItem {
	const on = all.filter(({ health }) => health !== "off");
	const bad = on.filter(({ health }) => health !== "healthy");
	if (on.length === 0)
		return { verdict: "unknown", sentence: "No trend source is switched on." };
	return bad.length === 0
		? {
				verdict: "pass",
				sentence: `All ${on.length} sources delivered within a day.`,
			}
		: {
				verdict: "fail",
				sentence: `${bad.length} of ${on.length} sources do not deliver: ${bad.map(({ name }) => name).join(", ")}.`,
			};
}

function judgeBacklog(
	{ refreshedAt, proposed, kept }: WeeklyFacts["backlog"],
	now: Date,
): SourcesItem {
	if (refreshedAt === null)
		return { verdict: "stale", sentence: "The backlog was never refreshed." };
	const has = `Hypotheses: ${proposed} wait for a verdict, ${kept} kept`;
	return refreshedAt < addMs(now, -DAYS * DAY).toISOString()
		? {
				verdict: "stale",
				sentence: `${has}; the backlog was last refreshed on ${refreshedAt.slice(0, 10)}, over ${DAYS} days ago.`,
			}
		: { verdict: "pass", sentence: `${has}.` };
}

/** As good as the worse of its two halves: dead sources come before an old backlog. */
function sources(
	{ sources: all, backlog }: WeeklyFacts,
	now: Date,
): WeeklyItem {
	const read = judgeSources(all);
	const kept = judgeBacklog(backlog, now);
	return {
		item: "sources",
		title: "Refresh trend sources and the hypothesis backlog",
		verdict: read.verdict === "pass" ? kept.verdict : read.verdict,
		sentence: `${read.sentence} ${kept.sentence}`,
		link: read.verdict === "pass" ? "#hypotheses" : "/pipeline?tab=sources",
	};
}

const moderation = ({ flags }: WeeklyFacts): WeeklyItem => ({
	item: "moderation",
	title: "Audit policy violations and false flags",
	verdict: flags === 0 ? "pass" : "unknown",
	sentence:
		flags === 0
			? "Moderation flagged nothing in the last 7 days."
			: `Moderation spoke ${flags} times in the last 7 days; whether it was right, a person has to judge.`,
	link: "/audit?action=moderation.flag",
});

function costs({ costs: report }: WeeklyFacts): WeeklyItem {
	const base = {
		item: "costs",
		title: "Review infrastructure cost",
		link: "#costs",
	};
	if (report.bySku.length === 0)
		return {
			...base,
			verdict: "unknown",
			sentence: "Nothing was recorded as used in the last 7 days.",
		};
	if (report.unpriced > 0)
		return {
			...base,
			verdict: "unknown",
			sentence: `${report.unpriced} uses have no price, so the week's cost is not known.`,
		};
	const totals = report.totals
		.map(
			({ currency, costMicros }) =>
				`${(costMicros / 1_000_000).toFixed(2)} ${currency}`,
		)
		.join(", ");
	return { ...base, verdict: "pass", sentence: `The week cost ${totals}.` };
}

/** The six items of the weekly review as far as data answers them; what only a person can judge stays unknown. */
export const decideWeekly = (facts: WeeklyFacts, now: Date): WeeklyItem[] => [
	formats(facts),
	ranked(facts, "retire"),
	ranked(facts, "promote"),
	sources(facts, now),
	moderation(facts),
	costs(facts),
];
