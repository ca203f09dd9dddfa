import { z } from "zod";
import { forgetOldReadings } from "@/lib/accounts/usage";
import { type Ctx, command } from "@/lib/command";
import { AppError, unlessLost } from "@/lib/core/errors";
import { addMs, DAY } from "@/lib/core/time";
import { transaction } from "@/lib/db/client";
import { appNow } from "@/lib/db/clock";
import { SILENCE_MS } from "@/lib/incidents/detect/idle";
import { releaseLocks } from "@/lib/jobs/queue/store";
import {
	forgetOldHeartbeats,
	listSilent,
	listWorkerHeartbeats,
	markReaped,
	toEnvironment,
} from "./store";

const reapWorker = command({
	permission: "telemetry:write",
	input: z.object({ workerId: z.uuid() }),
	run: async ({ tx, now }, { workerId }) => {
		const reaped = await markReaped(tx, workerId, addMs(now, -SILENCE_MS));
		if (!reaped) throw new AppError("conflict", "the worker was seen to");
		return {
			value: { workerId },
			audit: [
				{ action: "worker.reap", subject: { type: "worker", id: workerId } },
			],
		};
	},
});

/**
 * Releases what workers held that have been silent for 30 s. Their saves are fenced, so one that
 * comes back late changes nothing. Forgets old telemetry. Safe to run anywhere, any number of times at once.
 */
export async function reapWorkers(ctx: Ctx): Promise<{ did: number }> {
	const now = await appNow(ctx.db);
	const silent = await listSilent(ctx.db, addMs(now, -SILENCE_MS));
	let did = 0;
	for (const { id } of silent) {
		const reaped = await unlessLost(() => reapWorker(ctx, { workerId: id }));
		if ("workerId" in reaped) did += 1;
	}
	await transaction(ctx.db, async (tx) => {
		const beats = await listWorkerHeartbeats(tx, now);
		const living = beats.filter(
			({ stoppedAt, beatAt }) =>
				stoppedAt === null && beatAt >= addMs(now, -SILENCE_MS),
		);
		await releaseLocks(
			tx,
			living.flatMap(
				({ environment }) => toEnvironment(environment).queueWorkers,
			),
		);
	});
	await forgetOldHeartbeats(ctx.db, addMs(now, -7 * DAY));
	await forgetOldReadings(ctx.db, now);
	return { did };
}
