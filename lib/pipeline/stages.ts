import type { StageName } from "./model";
import type { Stage } from "./stage";
import { draftStage } from "./stage-draft";
import { enqueueStage } from "./stage-enqueue";
import { moderateStage } from "./stage-moderate";
import { planStage } from "./stage-plan";
import { renderStage } from "./stage-render";
import { signalsStage } from "./stage-signals";

/** Every stage by its name; their order is that of `STAGES`. */
export const STAGE_OF: { readonly [N in StageName]: Stage<N> } = {
	signals: signalsStage,
	plan: planStage,
	draft: draftStage,
	moderate: moderateStage,
	render: renderStage,
	enqueue: enqueueStage,
};
