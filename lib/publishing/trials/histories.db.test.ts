import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { verifyDatabase } from "@/lib/audit/verify/database";
import { MINUTE } from "@/lib/core/time";
import {
	createDatabaseStage,
	type DatabaseStage,
} from "@/lib/testing/histories/database/stage";
import { databaseWorld } from "@/lib/testing/histories/database/world";
import { runHistory, Tally } from "@/lib/testing/histories/run";
import {
	ALONE_UNDER_A_CAP,
	anyHistory,
} from "@/lib/testing/histories/steps/any-history";
import { STEP_KINDS, type Step } from "@/lib/testing/histories/steps/step";

const HISTORIES = 300;
const SEED = 20_261_123;
const LONGEST_MS = 15 * MINUTE;

let stage: DatabaseStage;
beforeAll(async () => {
	stage = await createDatabaseStage();
});
afterAll(() => stage.world.drop());

const tally = new Tally();

/** A history on accounts of its own: after every step, what the screens say and the rows at its end. */
async function happen(steps: readonly Step[]): Promise<void> {
	const world = await databaseWorld(stage);
	await runHistory(world, steps, tally);
	expect(await world.wrongRows()).toEqual([]);
	expect(await world.unexplained()).toEqual([]);
}

test(
	`${HISTORIES} histories on PostgreSQL: commands and gate answer as the rules say, after every step`,
	async () => {
		const history = anyHistory({ min: 2, max: 6 });
		await fc.assert(fc.asyncProperty(history, happen), {
			numRuns: HISTORIES,
			seed: SEED,
			interruptAfterTimeLimit: LONGEST_MS,
			markInterruptAsFailure: true,
		});
		process.stdout.write(`${tally}\n`);
		expect(tally.reachedLive).toBeGreaterThan(HISTORIES / 5);
		expect(tally.kinds()).toEqual([...STEP_KINDS].sort());
	},
	LONGEST_MS + MINUTE,
);

test("what a post took of its window's cap itself is not held against it, on screens either", () =>
	happen(ALONE_UNDER_A_CAP));

test("the audit chain of all of it verifies", async () => {
	const verdict = await verifyDatabase(stage.world.service("worker"));
	expect(verdict).toMatchObject({ ok: true });
});
