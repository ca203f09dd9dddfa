/** A call whose intent is committed and whose outcome is open. */
export type CallUnderWay = {
	postId: string;
	accountId: string;
	title: string;
	/** ISO. */
	committedAt: string;
};

/** What every stop answers. */
export type Stopped = {
	/** Halts that were set as well, where the environment alone would keep all three signals on (R3). */
	haltsSet: string[];
	/** Intents that were committed before the stop: nobody can take these calls back. */
	calls: CallUnderWay[];
};

/** A window's end; `already` where it had ended before, so that only a halt was set. */
export type HoldEnded = Stopped & { closedAt: string; already: boolean };

/** What to tell besides "done": a halt that came with it, and the calls that it came too late for. */
export function describeStop({ haltsSet, calls }: Stopped): string[] {
	const titles = calls.map(({ title }) => `“${title}”`).join(", ");
	const were = calls.length === 1 ? "1 call was" : `${calls.length} calls were`;
	return [
		...(haltsSet.length > 0
			? [
					"the environment alone would have kept publishing live, so it is halted too",
				]
			: []),
		...(calls.length > 0
			? [`${were} sent before and may still go out: ${titles}`]
			: []),
	];
}
