import { TONE_TEXT } from "@/components/ui/tone";
import type { ChartView } from "./chart-model";
import { chartRows, shortDay, shownEvents } from "./chart-rows";
import { formatValue } from "./chart-summary";
import { seriesLook } from "./series-look";

function Sample({ color, dash }: { color: string; dash: string }) {
	return (
		<svg aria-hidden width="24" height="8" className="inline-block">
			<line
				x1="0"
				x2="24"
				y1="4"
				y2="4"
				stroke={color}
				strokeWidth="2"
				strokeDasharray={dash}
			/>
		</svg>
	);
}

/** Names the lines, the target and the numbered markers. */
export function ChartKey({ view }: { view: ChartView }) {
	const events = shownEvents(view.events ?? [], chartRows(view.series));
	return (
		<ul className="flex flex-wrap gap-x-4 gap-y-1 text-ink-muted text-sm">
			{view.series.map(({ id, label }, index) => (
				<li key={id} className="inline-flex items-center gap-1.5">
					<Sample {...seriesLook(index)} />
					{label}
				</li>
			))}
			{view.target && (
				<li className="inline-flex items-center gap-1.5">
					<Sample color="var(--color-ink)" dash="6 4" />
					{view.target.label} {formatValue(view.target.value)}
				</li>
			)}
			{events.map(({ day, label, tone }, index) => (
				<li key={`${day} ${label}`}>
					<span className={`font-semibold ${TONE_TEXT[tone]}`}>
						{index + 1}
					</span>{" "}
					{shortDay(day)}: {label}
				</li>
			))}
		</ul>
	);
}
