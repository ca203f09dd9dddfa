import { randomInt } from "node:crypto";
import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { verifyDatabase } from "@/lib/audit/verify/database";
import { createDatabaseStage, type DatabaseStage } from "./database/stage";
import { type DatabaseWorld, databaseWorld } from "./database/world";
import { Oracle } from "./oracle/oracle";
import { runHistory, Tally } from "./run";
import {
	ALONE_UNDER_A_CAP,
	anyHistory,
	type History,
} from "./steps/any-history";
import { STEP_KINDS, type Step } from "./steps/step";

type Opened = { stage: DatabaseStage; world: DatabaseWorld; oracle: Oracle };

/** Plays histories, those with one opening one after the other from where it ends: it is played and judged once. */
class Player {
	private readonly stages: DatabaseStage[] = [];
	private readonly opened = new Map<readonly Step[], Opened>();

	private async open(opening: readonly Step[]): Promise<Opened> {
		const known = this.opened.get(opening);
		if (known) return known;
		const stage = await createDatabaseStage();
		this.stages.push(stage);
		const world = await databaseWorld(stage);
		const opened = { stage, world, oracle: new Oracle() };
		await runHistory(opened, opening, new Tally());
		await stage.mark();
		this.opened.set(opening, opened);
		return opened;
	}

	/** After every step what the rules say; at the end what the screens say, the rows and the audit chain. */
	async play({ opening, steps }: History, tally: Tally): Promise<void> {
		const { stage, ...begun } = await this.open(opening);
		const world = begun.world.branchOff();
		const oracle = begun.oracle.branchOff();
		try {
			await runHistory({ world, oracle }, steps, tally);
			expect(await world.wrongRows()).toEqual([]);
			expect(await world.unexplained()).toEqual([]);
			const verdict = await verifyDatabase(stage.service("worker"));
			expect(verdict).toMatchObject({ ok: true });
		} finally {
			await stage.backtrack();
		}
	}

	async end(): Promise<void> {
		for (const stage of this.stages) await stage.drop();
	}
}

const plansOf = (seed: number) => [
	{ runs: 5_000, seed, length: { min: 2, max: 6 } },
	{ runs: 500, seed, length: { min: 4, max: 20 } },
	{ runs: 500, seed: randomInt(2 ** 31), length: { min: 2, max: 6 } },
];

/** Plays thousands of histories of this seed on PostgreSQL, some of them long, and some of a seed of this run. */
export function playHistories(seed: number): void {
	const player = new Player();
	afterAll(() => player.end());

	test.each(plansOf(seed))(
		"$runs histories of $length.min to $length.max happenings, seed $seed: commands and gate answer as the rules say, after every step",
		async ({ runs, seed: of, length }) => {
			const tally = new Tally();
			// Of whichever fails fast-check names the seed and the path, which play it again.
			await fc.assert(
				fc.asyncProperty(anyHistory(length), (history) =>
					player.play(history, tally),
				),
				{ numRuns: runs, seed: of },
			);
			process.stdout.write(`seed ${of}: ${tally}\n`);
			expect(tally.reachedLive).toBeGreaterThan(runs / 5);
			expect(tally.kinds()).toEqual([...STEP_KINDS].sort());
		},
	);

	test("what a post took of its window's cap itself is not held against it, on screens either", () =>
		player.play(ALONE_UNDER_A_CAP, new Tally()));
}
