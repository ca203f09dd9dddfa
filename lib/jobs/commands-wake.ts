import { z } from "zod";
import { command } from "@/lib/command";
import { wakeOfDuty } from "@/lib/jobs/duties";
import { addWake } from "@/lib/jobs/store-queue";

/** Asks a worker to read the trend sources now; it answers at once, the readings follow. */
export const askSourceRefresh = command({
	permission: "run:start",
	input: z.object({}),
	run: async ({ tx, now }) => {
		await addWake(tx, wakeOfDuty("refresh_sources"));
		return {
			value: { askedAt: now.toISOString() },
			audit: [
				{
					action: "source.refresh",
					subject: { type: "source", id: "all" },
					after: { asked: true },
				},
			],
		};
	},
});
