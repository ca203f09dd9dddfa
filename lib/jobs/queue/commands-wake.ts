import { z } from "zod";
import { command } from "@/lib/command";
import { taskOfSchedule } from "./schedules";
import { enqueueTask } from "./store";

/** Asks a worker to read the trend sources now; it answers at once, the readings follow. */
export const askSourceRefresh = command({
	permission: "run:start",
	input: z.object({}),
	run: async ({ tx, now }) => {
		await enqueueTask(tx, taskOfSchedule("refresh_sources"));
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

/** Asks a worker to read the account's limits and insights now; it answers at once, the readings follow. */
export const askCollection = command({
	permission: "run:start",
	input: z.object({ accountId: z.uuid() }),
	scope: (_, { accountId }) => ({ account: accountId }),
	run: async ({ tx, now }, { accountId }) => {
		await enqueueTask(tx, taskOfSchedule("collect_account_days"));
		return {
			value: { askedAt: now.toISOString() },
			audit: [
				{
					action: "account.collect",
					subject: { type: "account", id: accountId },
					accountId,
					after: { asked: true },
				},
			],
		};
	},
});
