import { expect, test } from "vitest";
import { progressHeadline, type StageState } from "./progress-headline";

const stages = (...states: StageState[]) =>
	states.map((state, at) => ({ id: `${at}`, label: `S${at + 1}`, state }));

test.each([
	[["done", "running", "waiting"], "Stage 2 of 3: S2 running"],
	[["done", "failed", "waiting"], "Stage 2 of 3: S2 failed"],
	[["done", "waiting", "waiting"], "Stage 2 of 3: S2 waiting"],
	[["done", "skipped", "done"], "All 3 stages finished"],
] as const)("%j reads %s", (states, headline) => {
	expect(progressHeadline(stages(...states))).toBe(headline);
});
