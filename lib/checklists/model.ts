import type { Evidence } from "@/lib/incidents/model";

/** `late`: missing, but within the platform's own delay; it does not block (R8). */
export const VERDICTS = ["pass", "fail", "unknown", "stale", "late"] as const;
export type ItemVerdict = (typeof VERDICTS)[number];

/** The verdicts with which a day may be signed off. */
export const isGood = (verdict: string): boolean =>
	verdict === "pass" || verdict === "late";

export const DAILY_ITEMS = [
	"failed_jobs",
	"queue",
	"headroom",
	"kpi_summary",
	"anomalies",
] as const;
export type DailyItem = (typeof DAILY_ITEMS)[number];

export const ITEM_TITLES = {
	failed_jobs: "Failed jobs, last 24 h",
	queue: "Queue populated and approved, next 24 h",
	headroom: "Rate-limit headroom",
	kpi_summary: "KPI summary of the day before",
	anomalies: "Anomalies validated",
} as const satisfies Record<DailyItem, string>;

export const MENDS = {
	"replay-failed": "Replay the failed posts",
	"requeue-failed": "Requeue or edit the failed posts",
	"resume-failed": "Resume the failed runs",
	"refill-queue": "Refill the queue",
	"review-approvals": "Review and approve",
	"check-limits": "Read the limits now",
	"collect-insights": "Collect the insights now",
	"open-incident": "Open an incident",
	"assign-incident": "Give the incident an owner and an ETA",
	"connect-account": "Connect the account",
} as const;
export type Mend = keyof typeof MENDS;

/** What an item answers from live data; never from a tick. */
export type ItemAnswer = {
	verdict: ItemVerdict;
	/** One sentence with the numbers. */
	sentence: string;
	/** When the newest of its data was observed, ISO; null when there is none. */
	observedAt: string | null;
	/** Where the numbers come from, a path of the application. */
	link: string;
	mend: Mend | null;
	evidence: Evidence;
};

export type ConfirmationView = {
	verdict: ItemVerdict;
	note: string | null;
	by: string;
	byId: string;
	at: string;
	/** The evidence as it was seen then. */
	sentence: string;
};

export type ItemView = Omit<ItemAnswer, "mend"> & {
	item: DailyItem;
	title: string;
	mend: { action: Mend; label: string } | null;
	confirmation: ConfirmationView | null;
	/** Confirmed while it was good, and good now. */
	done: boolean;
};

export type ChecklistView = {
	accountId: string;
	handle: string;
	day: string;
	zone: string;
	/** `not_opened`: nobody looked at the day yet. */
	state: "not_opened" | "open" | "signed" | "missed";
	/** Answered from live data; a past day shows what was confirmed then. */
	live: boolean;
	items: readonly ItemView[];
	done: number;
	observedAt: string;
};
