import { afterAll, beforeAll, expect, test } from "vitest";
import { newId } from "@/lib/core/ids";
import { HOUR, MINUTE } from "@/lib/core/time";
import { moveClock } from "@/lib/jobs/clock/store";
import { createWorld, type World } from "@/lib/testing/world";
import { saveHeartbeat, saveStop, shiftHeartbeats } from "./store";

let world: World;
beforeAll(async () => {
	world = await createWorld();
});
afterAll(() => world.drop());

const beat = async (id: string) =>
	saveHeartbeat(world.db, {
		...{ id, host: "here", pid: 1, startedAt: new Date(0) },
		environment: {},
	});
const rowOf = (id: string) =>
	world.db.workerHeartbeat.findUniqueOrThrow({ where: { id } });
const agoOf = async (at: Date | null) =>
	(await world.now()).getTime() - (at?.getTime() ?? Number.NaN);

test.each([
	["beat", beat, "beatAt"],
	["stop", (id: string) => saveStop(world.db, id), "stoppedAt"],
] as const)(
	"a %s that meets a move of the test clock is of the time after it",
	async (_, save, written) => {
		const id = newId();
		await beat(id);
		const waiting = async () =>
			world.owner.$queryRaw<unknown[]>`
			SELECT pid FROM pg_stat_activity
			WHERE datname = current_database() AND wait_event_type = 'Lock'`;
		let saved = Promise.resolve();
		await world.owner.$transaction(
			async (tx) => {
				await shiftHeartbeats(tx, HOUR);
				await moveClock(tx, HOUR);
				saved = save(id);
				await expect.poll(waiting).toHaveLength(1);
			},
			{ timeout: 600_000 },
		);
		await saved;
		const agoMs = await agoOf((await rowOf(id))[written]);
		expect(Math.abs(agoMs)).toBeLessThan(MINUTE);
	},
);
