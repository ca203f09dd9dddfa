import type { StageName } from "@/lib/pipeline/model";
import { draftStage } from "./draft";
import { enqueueStage } from "./enqueue";
import { moderateStage } from "./moderate";
import { planStage } from "./plan";
import { renderStage } from "./render";
import { signalsStage } from "./signals";
import type { Stage } from "./stage";

/** Every stage by its name; their order is that of `STAGES`. */
export const STAGE_OF: { readonly [N in StageName]: Stage<N> } = {
	signals: signalsStage,
	plan: planStage,
	draft: draftStage,
	moderate: moderateStage,
	render: renderStage,
	enqueue: enqueueStage,
};
