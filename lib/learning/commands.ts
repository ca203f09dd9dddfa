import { z } from "zod";
import { listEvents } from "@/lib/audit/store";
import { type CommandContext, command, readsWithin } from "@/lib/command";
import { activateStrategy } from "@/lib/content/commands";
import { readActiveStrategy } from "@/lib/content/views";
import { AppError } from "@/lib/core/errors";
import { addMs, DAY } from "@/lib/core/time";
import { insertOptimisationDecision } from "./store";
import { readRanking } from "./views";
import { decideWeights } from "./weights";

/** So long after a change nothing is changed again: its effect has to show first. */
const COOLDOWN_DAYS = 14;

/**
 * Promotes and retires by the ranking of now, and records evidence and delta (R10). Throws `refused`
 * when the data do not carry it, or the last change is too fresh.
 */
export const applyRanking = command({
	permission: "strategy:manage",
	input: z.object({ days: z.int().min(1).max(365) }),
	scope: () => "all",
	run: async (context, { days }) => {
		await demandCooledDown(context);
		const ranking = await readRanking(readsWithin(context), { days });
		const { promote, retire, why, age, posts, postsWithout } = ranking;
		if (why) throw new AppError("refused", why);
		const before = await readActiveStrategy(context.tx);
		const { templates, delta } = decideWeights(before.templates, ranking);
		if (delta.length === 0)
			throw new AppError("refused", "the strategy stands so already");
		const { formats, notes } = before;
		const activated = await activateStrategy.inTx(context, {
			templates,
			formats,
			notes,
		});
		const counted = { days, age, posts, postsWithout };
		await insertOptimisationDecision(context.tx, {
			kind: "ranking",
			at: context.now,
			decidedBy: context.actor.id,
			decidedByName: context.actor.name,
			strategyBefore: before.version,
			strategyAfter: activated.value.version,
			evidence: { ...counted, templates: ranking.templates },
			delta,
		});
		const decision = {
			action: "ranking.apply",
			subject: { type: "strategy", id: String(activated.value.version) },
			after: { promote, retire, from: before.version },
			facts: { days, evidence: ranking.templates, age },
		} as const;
		return {
			value: { version: activated.value.version, promote, retire },
			audit: [decision, ...activated.audit],
		};
	},
});

async function demandCooledDown({ tx, now }: CommandContext): Promise<void> {
	const from = addMs(now, -COOLDOWN_DAYS * DAY);
	const [last] = await listEvents(tx, {
		action: "ranking.apply",
		from,
		limit: 1,
	});
	if (last)
		throw new AppError(
			"refused",
			`the last ranking was applied less than ${COOLDOWN_DAYS} days ago`,
		);
}
