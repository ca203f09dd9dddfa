type Span = { opensAt: string; closesAt: string; closedAt: string | null };
type Day = { startsAt: string; endsAt: string };

/** Where a window lies on its day's line, in percent of that day's own length. */
export type Block<W> = {
	window: W;
	startPercent: number;
	widthPercent: number;
	/** Windows at the same time lie one below the other; 0 is the uppermost. */
	lane: number;
};

type Placed<W> = Omit<Block<W>, "lane">;

function inLanes<W>(blocks: readonly Placed<W>[]): Block<W>[] {
	const ends: number[] = [];
	return blocks.map((block) => {
		const free = ends.findIndex((end) => end <= block.startPercent);
		const lane = free === -1 ? ends.length : free;
		ends[lane] = block.startPercent + block.widthPercent;
		return { ...block, lane };
	});
}

/** The parts of windows that fall on this day, earliest first. */
export function blocksOf<W extends Span>(
	windows: readonly W[],
	day: Day,
): Block<W>[] {
	const from = Date.parse(day.startsAt);
	const to = Date.parse(day.endsAt);
	const percent = (ms: number) => (ms / (to - from)) * 100;
	const placed = windows
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
	return inLanes(placed);
}
