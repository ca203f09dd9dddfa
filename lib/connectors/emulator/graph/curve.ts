import { createHash } from "node:crypto";

const HOUR_MS = 3_600_000;

/** Half of a post's reach comes within this age, and the tail is this steep (log-logistic). */
const HALF_REACH_MS = 9 * HOUR_MS;
const STEEPNESS = 1.3;

/** Share of the followers reached in the end by a middling post. */
const REACH_RATE = 0.45;
/** Even an account without followers is shown to somebody. */
const STRANGERS = 40;
const REACH_LOG_SD = 0.45;
const RATE_LOG_SD = 0.25;

/** Per person reached; orders of magnitude of a small business account. */
const RATES = {
	views: 1.3,
	likes: 0.045,
	saved: 0.024,
	profile_visits: 0.006,
	follows: 0.002,
	comments: 0.0018,
	shares: 0.0018,
	reposts: 0.0005,
} as const;

type RateMetric = keyof typeof RATES;
export type FeedMetrics = Record<
	RateMetric | "reach" | "total_interactions" | "profile_activity",
	number
>;

export type EngagementFacts = {
	seed: string;
	followers: number;
	factor: number;
};

/**
 * A feed image's counters at an age: the same for the same facts, never falling with age,
 * spread between posts as reach is in the field (log-normal).
 */
export function metricsAt(post: EngagementFacts, ageMs: number): FeedMetrics {
	const final =
		(post.followers + STRANGERS) *
		REACH_RATE *
		Math.exp(REACH_LOG_SD * normal(`${post.seed}/reach`)) *
		post.factor;
	const exact = final * reachedShare(ageMs);
	const counted = (metric: RateMetric) =>
		Math.floor(
			exact *
				RATES[metric] *
				Math.exp(RATE_LOG_SD * normal(`${post.seed}/${metric}`)),
		);
	const [likes, comments, saved] = [
		counted("likes"),
		counted("comments"),
		counted("saved"),
	];
	const [shares, reposts] = [counted("shares"), counted("reposts")];
	const profileVisits = counted("profile_visits");
	return {
		reach: Math.floor(exact),
		views: Math.max(counted("views"), Math.floor(exact)),
		likes,
		comments,
		saved,
		shares,
		reposts,
		follows: counted("follows"),
		profile_visits: profileVisits,
		profile_activity: Math.floor(profileVisits / 8),
		total_interactions: likes + comments + saved + shares + reposts,
	};
}

/** Share of the final reach at an age, 0 at birth, towards 1. */
export function reachedShare(ageMs: number): number {
	if (ageMs <= 0) return 0;
	return 1 / (1 + (HALF_REACH_MS / ageMs) ** STEEPNESS);
}

const normals = new Map<string, number>();

/** A standard normal number fixed by its name (Box-Muller over a hash); remembered, as every read asks again. */
function normal(name: string): number {
	const known = normals.get(name);
	if (known !== undefined) return known;
	const hash = createHash("sha256").update(name).digest();
	const u = (hash.readUInt32BE(0) + 1) / 2 ** 32;
	const v = hash.readUInt32BE(4) / 2 ** 32;
	const z = Math.sqrt(-2 * Math.log(u)) * Math.cos(2 * Math.PI * v);
	normals.set(name, z);
	return z;
}
