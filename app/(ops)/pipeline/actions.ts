"use server";
import { askSourceRefresh } from "@/lib/jobs/queue/commands-wake";
import { cancelRun, resumeRun, startRun } from "@/lib/pipeline/runs/commands";
import { rerunStage } from "@/lib/pipeline/runs/commands-rerun";
import { addSource, updateSource } from "@/lib/pipeline/sources/commands";
import { action } from "@/lib/web/action";

/** A worker takes the run from here; the browser watches. */
export const startRunAction = action(startRun);

export const resumeRunAction = action(resumeRun);

export const cancelRunAction = action(cancelRun);

export const rerunStageAction = action(rerunStage);

export const addSourceAction = action(addSource);

export const updateSourceAction = action(updateSource);

export const refreshSourcesAction = action((ctx) => askSourceRefresh(ctx, {}));
