import { afterAll, beforeAll, expect, test } from "vitest";
import { MINUTE } from "@/lib/core/time";
import { createWorld, type World } from "@/lib/testing/world";
import type { Tx } from "./client";
import { lockStops, shareStops } from "./stop-lock";

let world: World;
beforeAll(async () => {
	world = await createWorld();
});
afterAll(() => world.drop());

const waiting = async () => {
	const rows = await world.owner.$queryRaw<{ count: bigint }[]>`
		SELECT count(*) FROM pg_stat_activity
		WHERE datname = current_database() AND wait_event_type = 'Lock'`;
	return Number(rows[0]?.count);
};

// Outlasts every wait within it.
const LONG = { timeout: 10 * MINUTE };

test("a stop comes before the second gates that come after it, however many hold the brake", async () => {
	const order: string[] = [];
	const take = (who: string, lock: (tx: Tx) => Promise<void>) =>
		world.db.$transaction(async (tx) => {
			await lock(tx);
			order.push(who);
		}, LONG);
	const late: Promise<void>[] = [];
	let stop = Promise.resolve();
	await world.db.$transaction(async (tx) => {
		await shareStops(tx);
		stop = take("stop", lockStops);
		await expect.poll(waiting).toBe(1);
		for (const _ of [1, 2, 3]) late.push(take("gate", shareStops));
		await expect
			.poll(async () => order.length + (await waiting()))
			.toBe(1 + late.length);
	}, LONG);
	await Promise.all([stop, ...late]);
	expect(order).toEqual(["stop", "gate", "gate", "gate"]);
});
