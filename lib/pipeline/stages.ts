import type { StageName } from "@/lib/pipeline/model";
import type { Stage } from "@/lib/pipeline/stage";
import { draftStage } from "@/lib/pipeline/stage-draft";
import { enqueueStage } from "@/lib/pipeline/stage-enqueue";
import { moderateStage } from "@/lib/pipeline/stage-moderate";
import { planStage } from "@/lib/pipeline/stage-plan";
import { renderStage } from "@/lib/pipeline/stage-render";
import { signalsStage } from "@/lib/pipeline/stage-signals";

/** Every stage by its name; their order is that of `STAGES`. */
export const STAGE_OF: { readonly [N in StageName]: Stage<N> } = {
	signals: signalsStage,
	plan: planStage,
	draft: draftStage,
	moderate: moderateStage,
	render: renderStage,
	enqueue: enqueueStage,
};
