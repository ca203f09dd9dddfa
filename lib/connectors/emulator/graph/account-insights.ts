import { GraphRefusal } from "@/lib/connectors/emulator/refusal";
import { json, type Reply } from "@/lib/connectors/emulator/reply";
import type { EmulatedAccount } from "@/lib/connectors/emulator/state";
import { DAY_MS, graphTime, type World } from "@/lib/connectors/emulator/world";
import { addDays, dayBounds, localDay } from "@/lib/core/time";
import { metricsAt } from "./curve";
import { insightsFault, insightsTime, postFacts } from "./insights";
import { timeParam } from "./media";
import { mediaOf } from "./media-store";

/** Account days end at midnight US Pacific (§3.2). */
const META_ZONE = "America/Los_Angeles";
const MAX_RANGE_MS = 30 * DAY_MS;
const MIN_FOLLOWERS = 100;

type Sums = ReturnType<typeof metricsAt>;

/** `metric_type=total_value` metrics and how the emulator makes them up from the posts' own counters. */
const TOTALS: Record<string, (sums: Sums) => number> = {
	reach: (s) => Math.round(s.reach * 0.85),
	views: (s) => s.views,
	likes: (s) => s.likes,
	comments: (s) => s.comments,
	saves: (s) => s.saved,
	shares: (s) => s.shares,
	reposts: (s) => s.reposts,
	replies: () => 0,
	total_interactions: (s) => s.total_interactions,
	accounts_engaged: (s) => Math.round(s.total_interactions * 0.8),
	profile_links_taps: (s) => s.profile_activity,
	follows_and_unfollows: (s) => s.follows,
};

type Range = { since: number; until: number };

/** `GET /{ig}/insights`, period `day` (§3.2). Breakdowns and demographics are not emulated. */
export function readAccountInsights(
	world: World,
	account: EmulatedAccount,
	params: ReadonlyMap<string, string>,
): Reply {
	const names = requireMetrics(params);
	const where = { route: "account_insights", igId: account.igId } as const;
	const fault = insightsFault(world, where);
	if (fault) return fault;
	const range = rangeOf(world, params);
	const known = insightsTime(world, where);
	if (known <= range.since) return json({ data: [] });
	// "Not available on accounts with fewer than 100 followers": missing, not refused.
	const visible = names.filter(
		(name) =>
			name !== "follows_and_unfollows" || account.followers >= MIN_FOLLOWERS,
	);
	const gained = (part: Range) =>
		sumMedia(world, account, {
			since: Math.min(part.since, known),
			until: Math.min(part.until, known),
		});
	const isSeries = params.get("metric_type") === "time_series";
	const valuesOf = isSeries
		? seriesOf(daysOf(range, known).map((day) => [day, gained(day)]))
		: totalsOf(gained(range));
	return json({
		data: visible.map((name) => ({
			name,
			period: "day",
			title: name,
			description: name,
			...valuesOf(name),
			id: `${account.igId}/insights/${name}/day`,
		})),
	});
}

const totalsOf = (sums: Sums) => (name: string) => ({
	total_value: { value: TOTALS[name]?.(sums) ?? 0 },
});

const seriesOf =
	(days: readonly (readonly [Range, Sums])[]) => (name: string) => ({
		values: days.map(([day, sums]) => ({
			value: TOTALS[name]?.(sums) ?? 0,
			end_time: graphTime(day.until),
		})),
	});

function requireMetrics(params: ReadonlyMap<string, string>): string[] {
	const names = (params.get("metric") ?? "").split(",").filter(Boolean);
	if (names.length === 0)
		throw new GraphRefusal(100, "(#100) The parameter metric is required");
	const unknown = names.find((name) => !Object.hasOwn(TOTALS, name));
	if (unknown !== undefined)
		throw new GraphRefusal(
			100,
			`(#100) metric[0] must be one of the following values: ${Object.keys(TOTALS).join(", ")}; ${unknown} is not`,
		);
	if (params.get("period") !== "day")
		throw new GraphRefusal(100, "(#100) The period is not supported");
	if (params.has("breakdown"))
		throw new GraphRefusal(1, "An unknown error has occurred.");
	const type = params.get("metric_type");
	const onlyReach = names.every((name) => name === "reach");
	if (type !== "total_value" && !onlyReach)
		throw new GraphRefusal(
			100,
			"(#100) The metrics must be specified with metric_type=total_value",
		);
	return names;
}

function rangeOf(world: World, params: ReadonlyMap<string, string>): Range {
	const until = timeParam(params.get("until")) ?? world.now();
	const since = timeParam(params.get("since")) ?? until - DAY_MS;
	if (since >= until || until - since > MAX_RANGE_MS)
		throw new GraphRefusal(
			100,
			"(#100) There cannot be more than 30 days (2592000 s) between since and until",
		);
	return { since, until };
}

/** The Pacific days that a range touches, whole, as far as insights know them. */
function daysOf({ since, until }: Range, known: number): Range[] {
	const days: Range[] = [];
	let day = localDay(new Date(since), META_ZONE);
	for (;;) {
		const { start, end } = dayBounds(day, META_ZONE);
		if (start.getTime() >= Math.min(until, known)) return days;
		days.push({ since: start.getTime(), until: end.getTime() });
		day = addDays(day, 1);
	}
}

/** What all posts of the account gained within the range. */
function sumMedia(world: World, account: EmulatedAccount, range: Range): Sums {
	const media = mediaOf(world, account.igId).map((post) => {
		const facts = postFacts(world, post);
		return {
			from: metricsAt(facts, range.since - post.publishedAt),
			to: metricsAt(facts, range.until - post.publishedAt),
		};
	});
	return sumsOf((name) =>
		media.reduce((sum, { from, to }) => sum + to[name] - from[name], 0),
	);
}

const sumsOf = (value: (name: keyof Sums) => number): Sums => ({
	reach: value("reach"),
	views: value("views"),
	likes: value("likes"),
	comments: value("comments"),
	saved: value("saved"),
	shares: value("shares"),
	reposts: value("reposts"),
	follows: value("follows"),
	profile_visits: value("profile_visits"),
	profile_activity: value("profile_activity"),
	total_interactions: value("total_interactions"),
});
