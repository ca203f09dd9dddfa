import { afterAll, beforeAll, expect, test } from "vitest";
import { newId } from "@/lib/core/ids";
import { addMs, HOUR } from "@/lib/core/time";
import { readEnv } from "@/lib/env";
import { startHeartbeat } from "@/lib/jobs/workers/heartbeat";
import { listWorkers } from "@/lib/jobs/workers/views";
import { createWorld, type World } from "@/lib/testing/world";
import { advanceClock } from "./advance-clock";

let world: World;
beforeAll(async () => {
	world = await createWorld();
});
afterAll(() => world.drop());

const fail = (error: unknown) => {
	throw error;
};

test("who lives lives on when the test clock jumps, who is silent stays silent", async () => {
	const makeCtx = () => world.service("worker");
	const heartbeat = await startHeartbeat(makeCtx, readEnv({}), fail);
	const hourAgo = addMs(await world.now(), -HOUR);
	const silent = await world.db.workerHeartbeat.create({
		data: {
			id: newId(),
			host: "elsewhere",
			pid: 1,
			startedAt: hourAgo,
			beatAt: hourAgo,
			environment: {},
		},
	});
	await advanceClock(
		{ ...world.service("cli"), db: world.owner },
		{ advanceMs: 3 * HOUR },
	);
	const states = (await listWorkers(makeCtx())).map(({ id, state }) => ({
		id,
		state,
	}));
	expect(states).toEqual(
		expect.arrayContaining([
			{ id: heartbeat.id, state: "alive" },
			{ id: silent.id, state: "silent" },
		]),
	);
	await heartbeat.stop();
});
