import type {
	ChartEvent,
	ChartPoint,
	ChartView,
} from "@/components/charts/chart-model";
import type { IncidentView } from "@/lib/incidents/model";
import type { ChartMetric, KpiPageView } from "@/lib/insights/model";

export const METRIC_LABEL: Record<ChartMetric, string> = {
	reach: "Reach",
	views: "Views",
	likes: "Likes",
	comments: "Comments",
	saves: "Saves",
	shares: "Shares",
	profileClicks: "Profile clicks",
	watchTime: "Watch time",
	retention: "Retention",
	posts: "Posts published and rehearsed",
};

const UNIT: Record<ChartMetric, string> = {
	reach: "accounts reached",
	views: "views",
	likes: "likes",
	comments: "comments",
	saves: "saves",
	shares: "shares",
	profileClicks: "taps on profile links",
	watchTime: "minutes",
	retention: "%",
	posts: "posts",
};

const ONLY_VIDEO = "images have none, and no reel was published";

function pointsOf(view: KpiPageView, metric: ChartMetric): ChartPoint[] {
	return view.points.map((point) => {
		const { day } = point;
		if (metric === "watchTime" || metric === "retention" || metric === "posts")
			return { day, value: null, missing: ONLY_VIDEO };
		const value = point[metric];
		const missing = point.reason ?? "the platform left this metric out";
		return value === null ? { day, value, missing } : { day, value };
	});
}

const dayIn = (iso: string, zone: string): string =>
	new Intl.DateTimeFormat("en-CA", {
		timeZone: zone,
		year: "numeric",
		month: "2-digit",
		day: "2-digit",
	}).format(new Date(iso));

const eventsOf = (
	incidents: readonly IncidentView[],
	zone: string,
): ChartEvent[] =>
	incidents
		.filter(({ state }) => state !== "cancelled")
		.map(({ number, severity, title, impactStartedAt, openedAt }) => ({
			day: dayIn(impactStartedAt ?? openedAt, zone),
			label: `SEV${severity} incident #${number}, ${title}`,
			tone: severity <= 2 ? "bad" : "warn",
		}));

/** The chart of a metric: one line of live numbers; rehearsals only ever as a line of their own (R9). */
export function chartOf(
	view: KpiPageView,
	metric: ChartMetric,
	incidents: readonly IncidentView[],
): ChartView {
	if (metric === "posts")
		return {
			unit: UNIT.posts,
			zone: view.zone,
			series: [
				{
					id: "live",
					label: "Published live",
					points: view.output.map(({ day, live }) => ({ day, value: live })),
				},
				{
					id: "rehearsed",
					label: "Rehearsal: simulated, counts towards nothing",
					points: view.output.map(({ day, rehearsed }) => ({
						day,
						value: rehearsed,
					})),
				},
			],
			events: eventsOf(incidents, view.zone),
		};
	return {
		unit: UNIT[metric],
		zone: view.metaZone,
		series: [
			{
				id: metric,
				label: METRIC_LABEL[metric],
				points: pointsOf(view, metric),
			},
		],
		events: eventsOf(incidents, view.metaZone),
	};
}

/** "+12 %", "−4", "no change"; null where one of both is missing. */
export function changeWords(
	value: number | null,
	before: number | null,
): string | null {
	if (value === null || before === null) return null;
	if (value === before) return "no change";
	const sign = value > before ? "+" : "−";
	if (before === 0) return `${sign}${Math.abs(value)}`;
	const percent = Math.round((Math.abs(value - before) / before) * 100);
	return `${sign}${percent} %`;
}

/** The cause of the incident in which somebody looks into an anomaly. */
export const causeOf = (anomaly: { day: string; metric: string }): string =>
	`anomaly:${anomaly.day}:${anomaly.metric}`;
