"use server";
import { confirmItem } from "@/lib/checklists/confirm";
import { askCollection } from "@/lib/jobs/queue/commands-wake";
import { refillQueue } from "@/lib/pipeline/refill/refill";
import { resumeFailedRuns } from "@/lib/pipeline/runs/resume-failed";
import { replayFailed } from "@/lib/publishing/queue/commands-replay";
import { action } from "@/lib/web/action";

type OnAccount = { accountId: string };

export const confirmItemAction = action(confirmItem);

export const replayFailedAction = action((ctx, { accountId }: OnAccount) =>
	replayFailed(ctx, { accountId, sinceHours: 24 }),
);

export const resumeFailedAction = action(resumeFailedRuns);

export const refillQueueAction = action((ctx, { accountId }: OnAccount) =>
	refillQueue(ctx, { accountId, windowHours: 24 }),
);

export const collectAction = action((ctx, { accountId }: OnAccount) =>
	askCollection(ctx, { accountId }),
);
