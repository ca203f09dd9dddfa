"use server";
import { withReceipt } from "@/lib/audit/receipt";
import { confirmItem } from "@/lib/checklists/confirm";
import { askCollection } from "@/lib/jobs/queue/commands-wake";
import { refillQueue } from "@/lib/pipeline/refill/refill";
import { resumeFailedRuns } from "@/lib/pipeline/runs/resume-failed";
import { replayFailed } from "@/lib/publishing/queue/commands-replay";
import { runAction } from "@/lib/web/action";

type Input<C extends (ctx: never, input: never) => unknown> = Parameters<C>[1];
type OnAccount = { accountId: string };

export async function confirmItemAction(input: Input<typeof confirmItem>) {
	return runAction((own) => withReceipt(own, (ctx) => confirmItem(ctx, input)));
}

export async function replayFailedAction({ accountId }: OnAccount) {
	return runAction((own) =>
		withReceipt(own, (ctx) => replayFailed(ctx, { accountId, sinceHours: 24 })),
	);
}

export async function resumeFailedAction(input: OnAccount) {
	return runAction((own) =>
		withReceipt(own, (ctx) => resumeFailedRuns(ctx, input)),
	);
}

export async function refillQueueAction({ accountId }: OnAccount) {
	return runAction((own) =>
		withReceipt(own, (ctx) => refillQueue(ctx, { accountId, windowHours: 24 })),
	);
}

export async function collectAction({ accountId }: OnAccount) {
	return runAction((own) =>
		withReceipt(own, (ctx) => askCollection(ctx, { accountId })),
	);
}
