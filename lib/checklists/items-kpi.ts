import { hasNumbers } from "@/lib/insights/kpi/figures";
import {
	type CollectorHealthView,
	type Figure,
	KPI_METRICS,
	type KpiDayView,
} from "@/lib/insights/model";
import type { ItemAnswer } from "./model";

export type KpiFacts = {
	kpi: KpiDayView;
	collector: Pick<
		CollectorHealthView,
		"state" | "fault" | "succeededAt"
	> | null;
	connected: boolean;
};

const NAMES = {
	reach: "reach",
	watchTime: "watch time",
	retention: "retention",
	saves: "saves",
	shares: "shares",
	profileClicks: "profile clicks",
} as const;

const say = (figure: Figure): string =>
	figure.value === null ? "—" : figure.value.toLocaleString("en-GB");

/** The six figures of a day in one line; what is missing is a dash, what is not final is said. */
export const describeFigures = ({ figures, reason }: KpiDayView): string => {
	const numbers = KPI_METRICS.map(
		(metric) => `${NAMES[metric]} ${say(figures[metric])}`,
	).join(", ");
	return reason ? `${numbers}; ${reason}` : numbers;
};

/**
 * The previous day's KPIs: there, though the platform may still add to them, late as it may be, or
 * not to be had because our own collector is silent, which is no lateness of the platform's.
 */
export function decideKpiSummary({
	kpi,
	collector,
	connected,
}: KpiFacts): ItemAnswer {
	const base = {
		observedAt: kpi.observedAt,
		link: `/kpis?day=${kpi.day}`,
		evidence: Object.fromEntries(
			KPI_METRICS.map((metric) => [metric, kpi.figures[metric].value]),
		),
	};
	if (hasNumbers(kpi))
		return {
			...base,
			verdict: "pass",
			sentence: `${kpi.day}: ${describeFigures(kpi)}.`,
			mend: null,
		};
	if (!connected)
		return {
			...base,
			verdict: "unknown",
			sentence: "The account is not connected, so it has no insights.",
			mend: "connect-account",
		};
	if (!collector || collector.state === "never" || collector.state === "stale")
		return {
			...base,
			verdict: collector?.state === "stale" ? "stale" : "unknown",
			sentence: `${kpi.day} is missing and the collector is silent: ${collector?.fault ?? "it has not run"}.`,
			mend: "collect-insights",
		};
	if (kpi.state === "late")
		return {
			...base,
			verdict: "late",
			sentence: `${kpi.day} is not there yet: insights come up to 48 h late.`,
			mend: null,
		};
	return {
		...base,
		verdict: "fail",
		sentence: `The platform gave no insights of ${kpi.day}.`,
		mend: "collect-insights",
	};
}
