import type { ChartPoint, ChartView } from "./chart-model";
import { chartRows, shortDay } from "./chart-rows";

const number = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 2 });

export const formatValue = (value: number): string => number.format(value);

type Known = ChartPoint & { value: number };

function change(first: Known, last: Known): string {
	if (first.day === last.day) return "";
	const from = `from ${formatValue(first.value)} on ${shortDay(first.day)}`;
	if (first.value === last.value) return `, unchanged ${from}`;
	const direction = last.value > first.value ? "up" : "down";
	if (first.value === 0) return `, ${direction} ${from}`;
	const share = Math.abs((last.value - first.value) / first.value) * 100;
	return `, ${direction} ${Math.round(share)} % ${from}`;
}

function against(last: Known, target: ChartView["target"]): string {
	if (!target) return "";
	const place =
		last.value === target.value
			? "at"
			: last.value > target.value
				? "above"
				: "below";
	return `, ${place} the ${target.label} of ${formatValue(target.value)}`;
}

/** One sentence for who cannot see the lines: the newest value of the first series, its change, its target, its gaps. */
export function chartSummary(view: ChartView): string {
	const [lead] = view.series;
	const known = lead.points
		.flatMap((point) =>
			point.value === null ? [] : [{ ...point, value: point.value }],
		)
		.toSorted((a, b) => a.day.localeCompare(b.day));
	const [first, last] = [known.at(0), known.at(-1)];
	if (!first || !last) return `${lead.label}: no data in this range.`;
	const days = chartRows([lead]).length;
	const gaps = days - known.length;
	const missing = gaps === 0 ? "" : `; ${gaps} of ${days} days have no data`;
	return `${lead.label} was ${formatValue(last.value)} on ${shortDay(last.day)}${change(first, last)}${against(last, view.target)}${missing}.`;
}
