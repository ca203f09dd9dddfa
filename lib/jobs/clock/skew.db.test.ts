import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { HOUR, MINUTE } from "@/lib/core/time";
import { readEnv } from "@/lib/env";
import { readHealth } from "@/lib/jobs/health/views";
import { startHeartbeat } from "@/lib/jobs/workers/heartbeat";
import { createWorld, type World } from "@/lib/testing/world";

let world: World;
beforeAll(async () => {
	world = await createWorld();
});
afterAll(() => world.drop());
afterEach(() => void vi.useRealTimers());

const noted = (id: string) =>
	world.db.auditEvent.findMany({
		where: { action: "worker.clock-off", subjectId: id },
	});

/** Beats as a worker whose machine's clock is off by so much; returns what is then said of it. */
async function beatOff(skewMs: number) {
	const off = () =>
		vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + skewMs });
	off();
	const fail = (error: unknown) => {
		throw error;
	};
	const makeCtx = () => world.service("worker");
	const heartbeat = await startHeartbeat(makeCtx, readEnv({}), fail);
	await heartbeat.beat();
	const events = await noted(heartbeat.id);
	const { reasons } = await readHealth(world.service("cli"));
	vi.useRealTimers();
	await heartbeat.beat();
	off();
	await heartbeat.beat();
	const again = await noted(heartbeat.id);
	await heartbeat.stop();
	return { events, reasons, again };
}

test.each([
	["ahead of", 10 * MINUTE],
	["behind", -10 * MINUTE],
])(
	"a clock 10 min %s the database's is in the log, once until it is right again, and in health",
	async (word, skewMs) => {
		const { events, reasons, again } = await beatOff(skewMs);
		const nearly = expect.closeTo(skewMs, -5);
		expect(events).toMatchObject([{ facts: { skewMs: nearly } }]);
		expect(reasons).toContainEqual(
			expect.stringMatching(
				new RegExp(`the clock of a worker is \\d+ s ${word} the database's`),
			),
		);
		expect(again).toHaveLength(2);
	},
);

test("a note that cannot be written takes no sign of life away", async () => {
	const reader = await world.person(["viewer"]);
	vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + HOUR });
	const faults: unknown[] = [];
	const heartbeat = await startHeartbeat(
		() => reader,
		readEnv({}),
		(fault) => faults.push(fault),
	);
	vi.useRealTimers();
	expect(faults).toMatchObject([{ code: "forbidden" }]);
	expect(
		await world.db.workerHeartbeat.count({ where: { id: heartbeat.id } }),
	).toBe(1);
	await heartbeat.stop();
});

test("a clock that is right is no news, however far the test clock was moved", async () => {
	await world.advance(HOUR);
	const { events, reasons, again } = await beatOff(0);
	expect([events, again]).toEqual([[], []]);
	expect(reasons.join()).not.toContain("clock");
});
