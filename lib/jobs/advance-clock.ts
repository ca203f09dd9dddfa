import { z } from "zod";
import { command } from "@/lib/command";
import { DAY } from "@/lib/core/time";
import { moveClock } from "@/lib/jobs/clock/store";
import { SCHEDULE_NAMES, taskOfSchedule } from "@/lib/jobs/queue/schedules";
import { enqueueTask } from "@/lib/jobs/queue/store";
import { shiftHeartbeats } from "@/lib/jobs/workers/store";

/**
 * Moves the test clock forward and wakes every duty. Needs a context on the owner's database;
 * living workers stay alive, since they beat by the same clock.
 */
export const advanceClock = command({
	permission: "clock:advance",
	input: z.object({
		advanceMs: z
			.number()
			.int()
			.min(1)
			.max(366 * DAY),
	}),
	run: async ({ tx, now }, { advanceMs }) => {
		// Before the clock moves: by the new time nobody has beaten for a while.
		await shiftHeartbeats(tx, advanceMs);
		await moveClock(tx, advanceMs);
		for (const duty of SCHEDULE_NAMES)
			await enqueueTask(tx, taskOfSchedule(duty));
		const to = new Date(now.getTime() + advanceMs);
		return {
			value: { from: now.toISOString(), to: to.toISOString() },
			audit: [
				{
					action: "clock.advance",
					subject: { type: "clock", id: "test" },
					before: { now },
					after: { now: to, advanceMs },
				},
			],
		};
	},
});
