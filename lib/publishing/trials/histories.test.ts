import fc from "fast-check";
import { expect, test } from "vitest";
import { MINUTE } from "@/lib/core/time";
import { memoryWorld } from "@/lib/testing/histories/memory/world";
import { runHistory, Tally } from "@/lib/testing/histories/run";
import { anyHistory } from "@/lib/testing/histories/steps/any-history";
import { STEP_KINDS } from "@/lib/testing/histories/steps/step";

const HISTORIES = 10_000;
const SEED = 20_261_123;

/** Ten times what it takes where nothing else runs. */
const TIMEOUT_MS = 2 * MINUTE;

const runs = [
	{ title: "of a fixed seed", settings: { numRuns: HISTORIES, seed: SEED } },
	{ title: "of a seed of this run", settings: { numRuns: HISTORIES / 2 } },
];

test.each(runs)(
	"$settings.numRuns histories $title: the gate answers as the rules say, after every step",
	async ({ settings }) => {
		const tally = new Tally();
		await fc.assert(
			fc.asyncProperty(anyHistory({ min: 4, max: 20 }), (steps) =>
				runHistory(memoryWorld(), steps, tally),
			),
			settings,
		);
		expect(tally.reachedLive).toBeGreaterThan(settings.numRuns / 5);
		expect(tally.kinds()).toEqual([...STEP_KINDS].sort());
	},
	TIMEOUT_MS,
);
