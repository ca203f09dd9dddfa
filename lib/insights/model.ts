import { DAY, HOUR, MINUTE } from "@/lib/core/time";

/** How often each collector runs; it is stale after twice that without a success. */
export const COLLECTORS = {
	snapshots: { intervalMs: 5 * MINUTE },
	account_day: { intervalMs: HOUR },
} as const;
export type Collector = keyof typeof COLLECTORS;

export type CollectorHealthView = {
	accountId: string;
	collector: Collector;
	/** `never`: it has not run yet. `stale`: it has not succeeded for two intervals. */
	state: "ok" | "failing" | "stale" | "never";
	attemptedAt: string | null;
	succeededAt: string | null;
	fault: string | null;
	received: number;
	expected: number;
};

/** A number, or why there is none (R9). */
export type Figure =
	| { value: number; before: number | null }
	| { value: null; reason: string };

export const KPI_METRICS = [
	"reach",
	"watchTime",
	"retention",
	"saves",
	"shares",
	"profileClicks",
] as const;
export type KpiMetric = (typeof KPI_METRICS)[number];

/**
 * `counting`: there, but read within the platform's own delay of 48 h, so the numbers may still rise.
 * `late`: missing, but within that delay.
 */
export type DataState = "present" | "counting" | "late" | "missing";

/** One account and Meta day (US Pacific); reach is the account's own figure of that day, never a sum. */
export type KpiDayView = {
	accountId: string;
	day: string;
	zone: string;
	state: DataState;
	/** Why the day is a gap, or its numbers are not final; null when they are. */
	reason: string | null;
	/** When the figures were read from the platform. */
	observedAt: string | null;
	figures: Record<KpiMetric, Figure>;
	/** Falls to look at that day: its own, and those of the last two days that were counted to the end. */
	anomalies: readonly Anomaly[];
};

export type KpiPoint = {
	day: string;
	reach: number | null;
	saves: number | null;
	shares: number | null;
	profileClicks: number | null;
	views: number | null;
	likes: number | null;
	comments: number | null;
	state: DataState;
	/** Why the day is a gap, or its numbers are not final; null when they are. */
	reason: string | null;
};

export type KpiSeriesView = {
	accountId: string;
	zone: string;
	points: readonly KpiPoint[];
	anomalies: readonly Anomaly[];
	observedAt: string;
};

export type PostMetrics = {
	reach: number | null;
	views: number | null;
	likes: number | null;
	comments: number | null;
	saves: number | null;
	shares: number | null;
	profileVisits: number | null;
};

export type PostKpi = {
	postId: string;
	title: string;
	format: string;
	permalink: string | null;
	publishedAt: string;
	/** The newest snapshot; null while there is none. */
	age: AgeLabel | null;
	collectedAt: string | null;
	metrics: PostMetrics;
};

export type KpiReport = {
	platform: "instagram";
	period: "daily" | "weekly";
	from: string;
	to: string;
	zone: string;
	accounts: readonly {
		accountId: string;
		handle: string;
		points: readonly KpiPoint[];
		/** Sums of the days that have data; reach is unique people and is never summed. */
		totals: Record<"saves" | "shares" | "profileClicks", number | null>;
		daysWithData: number;
		posts: readonly PostKpi[];
		anomalies: readonly Anomaly[];
	}[];
	observedAt: string;
};

/** Posts that ended on one local day of the account: live ones, and rehearsals in a series of their own (R9). */
export type OutputDay = { day: string; live: number; rehearsed: number };

/** What the KPI chart can show. */
export const CHART_METRICS = [
	"reach",
	"views",
	"likes",
	"comments",
	"saves",
	"shares",
	"profileClicks",
	"watchTime",
	"retention",
	"posts",
] as const;
export type ChartMetric = (typeof CHART_METRICS)[number];

export type KpiPageView = {
	accountId: string;
	handle: string;
	/** Days of the KPIs are Meta's; output and times are the account's. */
	metaZone: string;
	zone: string;
	/** The chosen day, else the last that ended. */
	day: KpiDayView;
	points: readonly KpiPoint[];
	anomalies: readonly Anomaly[];
	output: readonly OutputDay[];
	posts: readonly PostKpi[];
	collectors: readonly CollectorHealthView[];
	observedAt: string;
};

export type AgeLabel = (typeof AGES)[number]["label"];

export type Anomaly = {
	metric: WatchedMetric;
	day: string;
	value: number;
	/** Median of the days before. */
	baseline: number;
	/** How far below the baseline, in whole percent. */
	dropPercent: number;
	/** The platform may still add to the day: no alarm yet. */
	counting: boolean;
};

/** Begins what stands for a media id where a file has none. */
export const IMPORTED_ID = "import:";

/** The ages at which a post's metrics are kept (§3.3). */
export const AGES = [
	{ label: "1h", ms: HOUR },
	{ label: "3h", ms: 3 * HOUR },
	{ label: "6h", ms: 6 * HOUR },
	{ label: "12h", ms: 12 * HOUR },
	{ label: "24h", ms: 24 * HOUR },
	{ label: "48h", ms: 48 * HOUR },
	{ label: "72h", ms: 72 * HOUR },
	{ label: "7d", ms: 7 * DAY },
	{ label: "14d", ms: 14 * DAY },
	{ label: "28d", ms: 28 * DAY },
] as const;

/** The account's daily metrics that are watched. */
export const WATCHED = ["reach", "saves", "shares", "profileClicks"] as const;

export type WatchedMetric = (typeof WATCHED)[number];
