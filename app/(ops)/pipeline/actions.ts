"use server";
import type { z } from "zod";
import { withReceipt } from "@/lib/audit/receipt";
import { askSourceRefresh } from "@/lib/jobs/queue/commands-wake";
import type { StartInput } from "@/lib/pipeline/model";
import { cancelRun, resumeRun, startRun } from "@/lib/pipeline/runs/commands";
import { rerunStage } from "@/lib/pipeline/runs/commands-rerun";
import { addSource, updateSource } from "@/lib/pipeline/sources/commands";
import type {
	SourceChange,
	SourceInput,
} from "@/lib/pipeline/sources/location";
import { runAction } from "@/lib/web/action";

/** A worker takes the run from here; the browser watches. */
export async function startRunAction(input: z.input<typeof StartInput>) {
	return runAction((ctx) => withReceipt(ctx, () => startRun(ctx, input)));
}

export async function resumeRunAction(input: Parameters<typeof resumeRun>[1]) {
	return runAction((ctx) => withReceipt(ctx, () => resumeRun(ctx, input)));
}

export async function cancelRunAction(input: Parameters<typeof cancelRun>[1]) {
	return runAction((ctx) => withReceipt(ctx, () => cancelRun(ctx, input)));
}

export async function rerunStageAction(
	input: Parameters<typeof rerunStage>[1],
) {
	return runAction((ctx) => withReceipt(ctx, () => rerunStage(ctx, input)));
}

export async function addSourceAction(input: z.input<typeof SourceInput>) {
	return runAction((ctx) => withReceipt(ctx, () => addSource(ctx, input)));
}

export async function updateSourceAction(input: z.input<typeof SourceChange>) {
	return runAction((ctx) => withReceipt(ctx, () => updateSource(ctx, input)));
}

export async function refreshSourcesAction() {
	return runAction((ctx) => withReceipt(ctx, () => askSourceRefresh(ctx, {})));
}
