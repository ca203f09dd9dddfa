import { activeFault, takeFault } from "@/lib/connectors/emulator/faults";
import { GraphRefusal } from "@/lib/connectors/emulator/refusal";
import { json, type Reply } from "@/lib/connectors/emulator/reply";
import type {
	EmulatedAccount,
	PublishedMedia,
	Route,
} from "@/lib/connectors/emulator/state";
import { emulatedAccount, type World } from "@/lib/connectors/emulator/world";
import { type FeedMetrics, metricsAt } from "./curve";
import { seedOf } from "./media";

/** What a feed image knows (§3.1); the compiler keeps it equal to the curve. */
const FEED_METRICS: Record<keyof FeedMetrics, string> = {
	reach: "Accounts reached",
	views: "Views",
	likes: "Likes",
	comments: "Comments",
	saved: "Saved",
	shares: "Shares",
	reposts: "Reposts",
	follows: "Follows",
	profile_visits: "Profile visits",
	profile_activity: "Profile activity",
	total_interactions: "Total interactions",
};

const isFeedMetric = (name: string): name is keyof FeedMetrics =>
	Object.hasOwn(FEED_METRICS, name);

/** `GET /{media}/insights`: one unsupported metric refuses the whole request; nothing yet is an empty set (§3.1). */
export function answerMediaInsights(
	world: World,
	media: PublishedMedia,
	metric: string | undefined,
): Reply {
	const names = (metric ?? "").split(",").filter(Boolean);
	if (names.length === 0)
		throw new GraphRefusal(100, "(#100) The parameter metric is required");
	const supported = names.filter(isFeedMetric);
	if (supported.length < names.length)
		throw new GraphRefusal(
			100,
			`(#100) The Media Insights API does not support the ${names.find((n) => !isFeedMetric(n))} metric for this media product type.`,
		);
	const where = { route: "media_insights", igId: media.igId } as const;
	const fault = insightsFault(world, where);
	if (fault) return fault;
	const ageMs = insightsTime(world, where) - media.publishedAt;
	if (ageMs <= 0) return json({ data: [] });
	const values = metricsAt(postFacts(world, media), ageMs);
	return json({
		data: supported.map((name) => ({
			name,
			period: "lifetime",
			values: [{ value: values[name] }],
			title: FEED_METRICS[name],
			description: FEED_METRICS[name],
			id: `${media.id}/insights/${name}/lifetime`,
		})),
	});
}

export const postFacts = (world: World, media: PublishedMedia) => ({
	seed: seedOf(media),
	followers: emulatedAccount(world, media.igId).followers,
	factor: media.factor,
});

/** The injected outages of both insights routes. */
export function insightsFault(
	world: World,
	where: { route: Route; igId: string },
): Reply | null {
	if (takeFault(world, "insights_error", where))
		throw new GraphRefusal(2, "An unexpected error has occurred.", {
			isTransient: true,
			httpStatus: 500,
		});
	return takeFault(world, "insights_empty", where) ? json({ data: [] }) : null;
}

/** The moment that insights tell of: the lag behind now, or where an `insights_frozen` fault stopped them. */
export function insightsTime(
	world: World,
	where: { route: Route; igId: EmulatedAccount["igId"] },
): number {
	const frozen = activeFault(world, "insights_frozen", where);
	const until = frozen ? frozen.createdAt : world.now();
	return until - world.state.settings.insightsLagMs;
}
