export type Result = {
	promise: string;
	value: number;
	unit: string;
	/** What the same run measured without the promise's price. */
	baseline: { name: string; value: number };
};

/** Operations per second of a synchronous function, over at least `forMs`. */
export function rateOf(work: () => unknown, forMs = 500): number {
	const from = performance.now();
	let done = 0;
	while (performance.now() - from < forMs) {
		for (let n = 0; n < 100; n += 1) work();
		done += 100;
	}
	return (done * 1_000) / (performance.now() - from);
}

/** Operations per second with so many callers at once, each calling again when it is answered. */
export async function rateOfCalls(
	callers: number,
	call: () => Promise<unknown>,
	forMs = 1_500,
): Promise<number> {
	const from = performance.now();
	let done = 0;
	const caller = async () => {
		while (performance.now() - from < forMs) {
			await call();
			done += 1;
		}
	};
	await Promise.all(Array.from({ length: callers }, caller));
	return (done * 1_000) / (performance.now() - from);
}

/** Milliseconds that each of `times` calls took, shortest first. */
export async function timesOf(
	times: number,
	call: () => Promise<unknown>,
): Promise<number[]> {
	const took: number[] = [];
	for (let n = 0; n < times; n += 1) {
		const from = performance.now();
		await call();
		took.push(performance.now() - from);
	}
	return took.sort((a, b) => a - b);
}

export const medianOf = (sorted: readonly number[]): number =>
	sorted[Math.floor(sorted.length / 2)] ?? 0;

const shown = (value: number): string =>
	value >= 100 ? Math.round(value).toLocaleString("en") : value.toPrecision(3);

/** One line a promise; `×` is the measured value over its baseline. */
export function tableOf(results: readonly Result[]): string {
	const rows = [
		["promise", "measured", "baseline", "×", "what the baseline is"],
		...results.map(({ promise, value, unit, baseline }) => [
			promise,
			`${shown(value)} ${unit}`,
			`${shown(baseline.value)} ${unit}`,
			shown(value / baseline.value),
			baseline.name,
		]),
	];
	const widths = [0, 1, 2, 3].map((column) =>
		Math.max(...rows.map((row) => row[column]?.length ?? 0)),
	);
	return rows
		.map((row) =>
			row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  "),
		)
		.join("\n");
}
