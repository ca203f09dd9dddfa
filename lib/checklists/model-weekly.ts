import type { CostReport } from "@/lib/costs/model";
import type {
	BacklogView,
	OptimisationDecisionView,
} from "@/lib/learning/model";
import type { RankedTemplate } from "@/lib/learning/rank";
import type { ItemVerdict } from "./model";

export type WeeklyItem = {
	item: string;
	title: string;
	verdict: ItemVerdict;
	sentence: string;
	/** Where the numbers are: a path of the application, or a part of this page. */
	link: string;
};

/** One metric over 7 days and over the 7 before; sums of the days with data only (R9). */
export type WeekMetric = {
	metric: "saves" | "shares" | "profileClicks";
	now: number | null;
	before: number | null;
};

export type WeekView = {
	metrics: readonly WeekMetric[];
	formats: readonly { format: string; now: number; before: number }[];
	/** Of the 7 days each. */
	daysNow: number;
	daysBefore: number;
};

export type WeeklyView = {
	accountId: string;
	handle: string;
	zone: string;
	items: readonly WeeklyItem[];
	week: WeekView;
	ranking: {
		templates: readonly RankedTemplate[];
		promote: readonly string[];
		retire: readonly string[];
		why: string | null;
		posts: number;
		postsWithout: number;
		lastDecision: OptimisationDecisionView | null;
	};
	backlog: BacklogView;
	costs: CostReport;
	observedAt: string;
};
