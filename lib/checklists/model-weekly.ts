import type { Verdict } from "@/lib/checklists/model";

export type WeeklyItem = {
	item: string;
	title: string;
	/** Nobody evaluates these yet, so they never claim a pass. */
	verdict: Extract<Verdict, "unknown">;
	/** What to look at. */
	sentence: string;
	link: string;
};

const look = (
	item: string,
	title: string,
	[sentence, link]: readonly [string, string],
): WeeklyItem => ({ item, title, verdict: "unknown", sentence, link });

/** The six items of the weekly review, each with the place where its numbers are. */
export const WEEKLY_ITEMS: readonly WeeklyItem[] = [
	look("formats", "7 days against the 7 before, by format", [
		"Compare the days and posts of this week with those of the last.",
		"/kpis",
	]),
	look("retire", "Retire the bottom 20 % of templates", [
		"Rank the templates and look at the sample sizes before retiring one.",
		"/templates",
	]),
	look("promote", "Promote the top 20 % into the default strategy", [
		"Look at the ranking and at what the strategy would become.",
		"/templates",
	]),
	look("sources", "Refresh trend sources and the hypothesis backlog", [
		"See which sources answer, and refresh them.",
		"/pipeline",
	]),
	look("moderation", "Audit policy violations and false flags", [
		"Go through what moderation flagged this week.",
		"/audit?action=moderation.flag",
	]),
	look("costs", "Review infrastructure cost", [
		"See what tokens, rendering and storage cost this week.",
		"/costs",
	]),
];
