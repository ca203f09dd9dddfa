import { afterAll, beforeAll, expect, test } from "vitest";
import { MINUTE } from "@/lib/core/time";
import {
	createStage,
	type Stage,
	type TestAccount,
} from "@/lib/publishing/testing/stage";
import {
	fourWorkers,
	percentile,
	type Race,
	raceStop,
	STOPS,
} from "@/lib/publishing/testing/stops";

const ACCOUNTS = 5;
/** A p99 wants a hundred stops. */
const ROUNDS = 34;
/** Odd, so that the stop comes after each number of calls with and without a slow one among them. */
const MOST_CALLS = 3;

let stage: Stage;
let room: ReturnType<typeof fourWorkers>;
beforeAll(async () => {
	stage = await createStage();
	room = fourWorkers(stage);
});
afterAll(async () => {
	await room.disconnect();
	await stage.close();
});

const races: Race[] = [];

test.each(STOPS)(
	"%s with posts in flight on 4 workers: no intent after it, late calls are those named",
	async (stop) => {
		// Nobody approves as many posts as three kinds of stop need in one quarter of an hour.
		await stage.pass(15 * MINUTE);
		// Accounts of its own: the platform takes so many posts of each in a day.
		const accounts: TestAccount[] = [];
		for (let n = 0; n < ACCOUNTS; n++) accounts.push(await stage.connected());
		for (let round = 0; round < ROUNDS; round++)
			races.push(
				await raceStop(stage, room.workers, {
					accounts,
					stop,
					afterCalls: 1 + (round % MOST_CALLS),
					lastWaits: round % 2 === 1,
				}),
			);
		const mine = races.filter((race) => race.stop === stop);
		expect(mine.map(({ intentsAfter }) => intentsAfter)).toEqual(
			mine.map(() => 0),
		);
		for (const { lateCalls, named } of mine)
			expect(named).toEqual(expect.arrayContaining(lateCalls));
		// The worker that was slow between intent and call did begin it after the stop.
		expect(mine.some(({ lateCalls }) => lateCalls.length > 0)).toBe(true);
		// And the one that had no intent yet was held.
		expect(mine.every(({ held }) => held > 0)).toBe(true);
	},
);

test("what was seen", () => {
	const gaps = races.map(({ gapMs }) => gapMs);
	const late = races.flatMap(({ lateCalls }) => lateCalls).length;
	console.info(
		`${races.length} stops, ${late} calls begun after them, gap p50 ${percentile(gaps, 50).toFixed(1)} ms, p99 ${percentile(gaps, 99).toFixed(1)} ms`,
	);
	expect(races.length).toBe(STOPS.length * ROUNDS);
});
