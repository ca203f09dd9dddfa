type Span = { opensAt: string; closesAt: string; closedAt: string | null };
type Day = { startsAt: string; endsAt: string };

/** Where a window lies on its day's line, in percent of that day's own length. */
export type Block<W> = {
	window: W;
	startPercent: number;
	widthPercent: number;
};

/** The parts of windows that fall on this day, earliest first. */
export function blocksOf<W extends Span>(
	windows: readonly W[],
	day: Day,
): Block<W>[] {
	const from = Date.parse(day.startsAt);
	const to = Date.parse(day.endsAt);
	const percent = (ms: number) => (ms / (to - from)) * 100;
	return windows
		.flatMap((window) => {
			const start = Math.max(from, Date.parse(window.opensAt));
			const closed = Date.parse(window.closedAt ?? window.closesAt);
			const end = Math.min(to, closed, Date.parse(window.closesAt));
			if (end <= start) return [];
			return {
				window,
				startPercent: percent(start - from),
				widthPercent: percent(end - start),
			};
		})
		.sort((a, b) => a.startPercent - b.startPercent);
}
