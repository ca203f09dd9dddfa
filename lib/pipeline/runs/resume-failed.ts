import { z } from "zod";
import { type Ctx, demand } from "@/lib/command";
import { AppError } from "@/lib/core/errors";
import { addMs, DAY } from "@/lib/core/time";
import { appNow } from "@/lib/db/clock";
import type { RunSummary } from "@/lib/pipeline/model";
import { resumeRun } from "./commands";
import { listRuns } from "./views";

const MAX_RUNS = 200;

/** An account's runs that failed in the last 24 h and were not mended since. */
export async function listFailedRuns(
	ctx: Ctx,
	accountId: string,
): Promise<RunSummary[]> {
	const since = addMs(await appNow(ctx.db), -DAY).toISOString();
	const failed = await listRuns(ctx, {
		accountId,
		states: ["failed"],
		limit: MAX_RUNS,
	});
	return failed.filter(({ finishedAt }) => (finishedAt ?? "") >= since);
}

/** Lets each of them go on from the stage that failed. Returns the ids of those that do; one that moved meanwhile is left. */
export async function resumeFailedRuns(
	ctx: Ctx,
	{ accountId }: { accountId: string },
): Promise<string[]> {
	await demand(ctx, "run:start", { account: accountId });
	const resumed: string[] = [];
	for (const { id: runId } of await listFailedRuns(
		ctx,
		z.uuid().parse(accountId),
	))
		if (await resumes(ctx, runId)) resumed.push(runId);
	return resumed;
}

async function resumes(ctx: Ctx, runId: string): Promise<boolean> {
	try {
		await resumeRun(ctx, { runId });
		return true;
	} catch (error) {
		if (error instanceof AppError && error.code === "conflict") return false;
		throw error;
	}
}
