import { templateRef } from "@/lib/content/model";
import { readActiveStrategy } from "@/lib/content/views";
import { chooseTemplate } from "./choose-template";
import { findFreeSlot } from "./free-slot";
import { STAGE_OUTPUTS } from "./outputs";
import type { Stage } from "./stage";
import { listRecentOutputs } from "./store";

const RECENT_PLANS = 10;

/** Chooses template and format from the active strategy, and the slot the post shall have. */
export const planStage: Stage<"plan"> = {
	name: "plan",
	version: 1,
	keyOf: ({ run }) => ({ accountId: run.accountId, slotAt: run.slotAt }),
	prepare: async ({ ctx, run, now, turn }) => {
		const strategy = await readActiveStrategy(ctx.db);
		const recent = await listRecentOutputs(ctx.db, run.accountId, {
			stage: "plan",
			limit: RECENT_PLANS,
		});
		const templates = recent.flatMap((output) => {
			const plan = STAGE_OUTPUTS.plan.safeParse(output);
			return plan.success ? [templateRef(plan.data.template)] : [];
		});
		const choice = chooseTemplate(strategy, { templates }, `${run.id}:${turn}`);
		const slotAt = await findFreeSlot(ctx.db, run.accountId, {
			wanted: run.slotAt,
			now,
		});
		const output = {
			template: STAGE_OUTPUTS.plan.shape.template.parse(choice.template),
			strategyVersion: strategy.version,
			shares: choice.shares,
			slotAt: slotAt.toISOString(),
		};
		return async () => ({
			usage: [],
			save: async () => ({ output, audit: [] }),
		});
	},
};
