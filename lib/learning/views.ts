import { type Ctx, demandRead } from "@/lib/command";
import { addMs, DAY } from "@/lib/core/time";
import { appNow } from "@/lib/db/clock";
import { readSamples, SAMPLE_AGE } from "@/lib/insights/kpi/views-samples";
import type { OptimisationDecisionView } from "./model";
import { type Ranking, rankTemplates } from "./rank";
import { findLastDecision } from "./store";

export type RankingView = Ranking & {
	from: string;
	to: string;
	/** The age at which posts are compared. */
	age: string;
	posts: number;
	/** Live posts of the period that have no snapshot of that age. */
	postsWithout: number;
	/** Null when no ranking has changed the strategy. */
	lastDecision: OptimisationDecisionView | null;
};

/** The templates of the last days by what their posts reached, with how sure that is. */
export async function readRanking(
	ctx: Ctx,
	{ days }: { days: number },
): Promise<RankingView> {
	demandRead(ctx);
	const to = await appNow(ctx.db);
	const from = addMs(to, -days * DAY);
	const { samples, postsWithout } = await readSamples(ctx, { from, to });
	const ranking = rankTemplates(
		samples.map(({ publishedAt, ...sample }) => ({
			...sample,
			publishedAt: new Date(publishedAt),
		})),
	);
	return {
		...ranking,
		from: from.toISOString(),
		to: to.toISOString(),
		age: SAMPLE_AGE,
		posts: samples.length,
		postsWithout,
		lastDecision: await readLastDecision(ctx),
	};
}

async function readLastDecision(
	ctx: Ctx,
): Promise<OptimisationDecisionView | null> {
	const row = await findLastDecision(ctx.db, "ranking");
	return (
		row && {
			at: row.at.toISOString(),
			by: row.decidedByName,
			strategyBefore: row.strategyBefore,
			strategyAfter: row.strategyAfter,
		}
	);
}
