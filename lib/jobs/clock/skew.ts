import { z } from "zod";
import { command } from "@/lib/command";
import { SECOND } from "@/lib/core/time";
import type { Db } from "@/lib/db/client";
import { databaseClock } from "./store";

/**
 * How far at least this process's clock is ahead of the database's; negative when it is behind, 0 when the answer came
 * from between the asking and its arrival. The test clock is none of either.
 */
export async function readSkewMs(db: Db): Promise<number> {
	const askedAt = Date.now();
	const there = await databaseClock(db);
	const isAhead = there.getTime() < askedAt;
	return isAhead
		? askedAt - there.getTime()
		: Math.min(0, Date.now() - there.getTime());
}

/** Writes down that a worker's clock is off (AC-A7). */
export const noteClockOff = command({
	permission: "telemetry:write",
	input: z.object({ workerId: z.uuid(), host: z.string(), skewMs: z.int() }),
	run: async (_, { workerId, host, skewMs }) => ({
		value: { workerId },
		audit: [
			{
				action: "worker.clock-off",
				subject: { type: "worker", id: workerId },
				facts: { host, skewMs },
			},
		],
	}),
});

/** A machine's clock that is further off is told of; no decision depends on it, the database's clock decides. */
const CLOCK_OFF_MS = 30 * SECOND;

export const isClockOff = (skewMs: number): boolean =>
	Math.abs(skewMs) > CLOCK_OFF_MS;
