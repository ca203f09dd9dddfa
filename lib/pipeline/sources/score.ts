export type ObservedItem = {
	/** The trend source it was read from. */
	source: string;
	externalId: string;
	title: string;
	url: string | null;
	publishedAt: string | null;
	summary: string;
	/** Position in its feed, from 1. */
	rank: number;
};

export type ScoredSignal = ObservedItem & {
	/** 0 to 1: what the planner sorts by. */
	score: number;
	/** 0 to 1: freshness, rank and how many sources carry it. */
	momentum: number;
	/** 0 to 1: how much of the topic it is about. */
	topicMatch: number;
	/** Every source that carries it, first the item's own. */
	sources: string[];
};

const STOP_WORDS = new Set(
	"a an and are as at be but by for from has have how in is it its new of on or our that the their this to was we what when why will with you your".split(
		" ",
	),
);

/** A rough stem: enough for "teams", "team's" and "teaming" to meet. */
function stem(word: string): string {
	const bare = word.replace(/['’]s$/, "");
	if (bare.length <= 3) return bare;
	const cut = bare
		.replace(/(?:ies)$/, "y")
		.replace(/(?:ations?|ings?|edly|ed|ly|ments?|ness)$/, "");
	const kept = cut.length >= 3 ? cut : bare;
	return kept.replace(/(?<=[^s]{2})(?:es|s|e)$/, "");
}

/** The stems of a text's content words, in order, without the stop words. */
export const stems = (text: string): string[] =>
	(
		text
			.normalize("NFKC")
			.toLowerCase()
			.match(/[\p{L}\p{M}\p{N}]+(?:['’]\p{L}+)?/gu) ?? []
	)
		.filter((word) => !STOP_WORDS.has(word))
		.map(stem);

/** Jaccard similarity of two sets, 0 to 1; two empty sets are unlike. */
export function jaccard(
	a: ReadonlySet<string>,
	b: ReadonlySet<string>,
): number {
	if (a.size === 0 || b.size === 0) return 0;
	let shared = 0;
	for (const entry of a) if (b.has(entry)) shared += 1;
	return shared / (a.size + b.size - shared);
}

const SAME_TITLE = 0.6;
const HALF_LIFE_HOURS = 24;
const UNDATED_FRESHNESS = 0.3;
const HOUR_MS = 3_600_000;
const TRACKING =
	/^(?:utm_|mc_|pk_|ga_)|^(?:fbclid|gclid|igshid|ref|ref_src|wt_mc|cmp|source)$/i;

/** One spelling per page: no tracking parameters, fragment, `www.`, trailing slash or scheme. */
export function canonicalUrl(address: string): string {
	if (!URL.canParse(address)) return address;
	const url = new URL(address);
	const query = [...url.searchParams]
		.filter(([name]) => !TRACKING.test(name))
		.sort(([a, x], [b, y]) => (a === b ? (x < y ? -1 : 1) : a < b ? -1 : 1));
	const search = new URLSearchParams(query).toString();
	const path = url.pathname.replace(/\/+$/, "");
	return `${url.host.replace(/^www\./, "")}${path}${search && `?${search}`}`;
}

type Story = {
	item: ObservedItem;
	words: ReadonlySet<string>;
	sources: Set<string>;
};

/** Groups the same story told twice: same page, or nearly the same title. The earliest rank speaks for it. */
function groupStories(items: readonly ObservedItem[]): Story[] {
	const stories: Story[] = [];
	const byUrl = new Map<string, Story>();
	const sorted = [...items].sort(
		(a, b) => a.rank - b.rank || (a.externalId < b.externalId ? -1 : 1),
	);
	for (const item of sorted) {
		const words = new Set(stems(item.title));
		const key = item.url === null ? null : canonicalUrl(item.url);
		const same =
			(key === null ? undefined : byUrl.get(key)) ??
			stories.find((story) => jaccard(story.words, words) >= SAME_TITLE);
		const story = same ?? { item, words, sources: new Set<string>() };
		if (same === undefined) stories.push(story);
		story.sources.add(item.source);
		if (key !== null && !byUrl.has(key)) byUrl.set(key, story);
	}
	return stories;
}

/** 1 when new, halved every day; an item dated in the future counts as new. */
function freshness(publishedAt: string | null, now: Date): number {
	if (publishedAt === null) return UNDATED_FRESHNESS;
	const ageHours = Math.max(
		0,
		(now.getTime() - Date.parse(publishedAt)) / HOUR_MS,
	);
	return Number.isNaN(ageHours)
		? UNDATED_FRESHNESS
		: 0.5 ** (ageHours / HALF_LIFE_HOURS);
}

function topicMatch(item: ObservedItem, topic: ReadonlySet<string>): number {
	if (topic.size === 0) return 0;
	const title = new Set(stems(item.title));
	const summary = new Set(stems(item.summary));
	let found = 0;
	for (const word of topic)
		found += title.has(word) ? 1 : summary.has(word) ? 0.5 : 0;
	return found / topic.size;
}

const rounded = (value: number): number => Math.round(value * 10_000) / 10_000;

/**
 * Deduplicates and scores observed items for a topic, best first. Topic match weighs more than
 * momentum: a hot story about something else is no signal of this topic. Same input, same order.
 */
export function scoreSignals(
	items: readonly ObservedItem[],
	topic: string,
	now: Date,
): ScoredSignal[] {
	const topicWords = new Set(stems(topic));
	return groupStories(items)
		.map(({ item, sources }): ScoredSignal => {
			const momentum =
				0.5 * freshness(item.publishedAt, now) +
				0.2 / Math.sqrt(Math.max(1, item.rank)) +
				0.3 * (1 - 1 / 2 ** (sources.size - 1));
			const match = topicMatch(item, topicWords);
			return {
				...item,
				momentum: rounded(momentum),
				topicMatch: rounded(match),
				score: rounded(0.65 * match + 0.35 * momentum),
				sources: [
					item.source,
					...[...sources].filter((name) => name !== item.source),
				],
			};
		})
		.sort(
			(a, b) =>
				b.score - a.score ||
				(a.externalId < b.externalId
					? -1
					: a.externalId > b.externalId
						? 1
						: 0),
		);
}
