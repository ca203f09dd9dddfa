/** Metrics that are asked of a media item: the core set that images support (§3.1). */
export const MEDIA_METRICS = [
	"reach",
	"views",
	"likes",
	"comments",
	"saved",
	"shares",
	"follows",
	"profile_visits",
] as const;

/** Metrics that are asked of an account's day, as total values (§3.2). */
export const ACCOUNT_METRICS = [
	"reach",
	"views",
	"likes",
	"comments",
	"saves",
	"shares",
	"profile_links_taps",
] as const;

/** One entry of an insights answer, as far as we read it. */
export type Insight = {
	name: string;
	values?: readonly { value: number }[] | undefined;
	total_value?: { value: number } | undefined;
};

export type Metrics<K extends string> = Partial<Record<K, number>>;

/**
 * Takes the named metrics out of an answer. What the platform left out stays absent, an empty
 * answer gives no metric at all, never 0 (R9); a value that is no whole number counts as left out.
 */
export function parseInsights<K extends string>(
	data: readonly Insight[],
	names: readonly K[],
): Metrics<K> {
	const found: Metrics<K> = {};
	for (const name of names) {
		const value = readValue(data.find((insight) => insight.name === name));
		if (value !== null) found[name] = value;
	}
	return found;
}

function readValue(insight: Insight | undefined): number | null {
	const value = insight?.total_value?.value ?? insight?.values?.at(-1)?.value;
	return value !== undefined && Number.isSafeInteger(value) && value >= 0
		? value
		: null;
}
