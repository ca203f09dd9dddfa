const LONGEST_MS = 30_000;
const HEALTHY_MS = 60_000;

export type Restarts = {
	/** Deaths in a row, each soon after its start. */
	inRow: number;
	waitMs: number;
};

/** After the death of a process that lived `livedMs`: 1, 2, 4 … 30 s, from 1 s again after a minute of life. */
export function nextRestart(inRow: number, livedMs: number): Restarts {
	const deaths = livedMs >= HEALTHY_MS ? 1 : inRow + 1;
	return {
		inRow: deaths,
		waitMs: Math.min(LONGEST_MS, 1_000 * 2 ** (deaths - 1)),
	};
}
