import { expect, test } from "vitest";
import { nextRestart } from "./backoff";

test("waits 1, 2, 4 … 30 s, and begins anew after a minute of life", () => {
	const waits: number[] = [];
	let inRow = 0;
	for (let death = 0; death < 7; death += 1) {
		const next = nextRestart(inRow, 500);
		inRow = next.inRow;
		waits.push(next.waitMs / 1_000);
	}
	expect(waits).toEqual([1, 2, 4, 8, 16, 30, 30]);
	expect(nextRestart(inRow, 60_000)).toEqual({ inRow: 1, waitMs: 1_000 });
});
