import { findAccount } from "@/lib/accounts/views";
import { listAudit } from "@/lib/audit/views";
import { type Ctx, demandRead } from "@/lib/command";
import { AppError } from "@/lib/core/errors";
import { addMs, DAY } from "@/lib/core/time";
import { readCostReport } from "@/lib/costs/views";
import { appNow } from "@/lib/db/clock";
import { hasNumbers, totalOf } from "@/lib/insights/kpi/figures";
import { readKpiReport } from "@/lib/insights/kpi/views-report";
import { readRanking } from "@/lib/learning/views";
import { readBacklog } from "@/lib/learning/views-hypotheses";
import { listSources } from "@/lib/pipeline/sources/views";
import { decideWeekly } from "./items-weekly";
import type { WeeklyView, WeekView } from "./model-weekly";

const WEEK_DAYS = 7;
const RANKING_DAYS = 30;
const MAX_FLAGS = 500;

/** The weekly review of an account, as far as data answers it. Throws `not_found`. */
export async function readWeekly(
	ctx: Ctx,
	accountId: string,
): Promise<WeeklyView> {
	demandRead(ctx, { account: accountId });
	const account = await findAccount(ctx, accountId);
	if (!account) throw new AppError("not_found", "there is no such account");
	const now = await appNow(ctx.db);
	const from = addMs(now, -WEEK_DAYS * DAY);
	const flags = await listAudit(ctx, {
		action: "moderation.flag",
		from,
		limit: MAX_FLAGS,
	});
	const facts = {
		week: await readWeek(ctx, accountId, from),
		ranking: await readRanking(ctx, { days: RANKING_DAYS }),
		backlog: await readBacklog(ctx, accountId),
		costs: await readCostReport(ctx, { from, to: now, accountId }),
	};
	const sources = await listSources(ctx);
	return {
		accountId,
		handle: account.handle,
		zone: account.timeZone,
		items: decideWeekly({ ...facts, sources, flags: flags.length }, now),
		...facts,
		observedAt: now.toISOString(),
	};
}

const METRICS = ["saves", "shares", "profileClicks"] as const;

async function readWeek(
	ctx: Ctx,
	accountId: string,
	from: Date,
): Promise<WeekView> {
	const report = await readKpiReport(ctx, {
		period: "weekly",
		windowMs: 2 * WEEK_DAYS * DAY,
		accountId,
	});
	const { points = [], posts = [] } = report.accounts[0] ?? {};
	const [before, now] = [points.slice(0, -WEEK_DAYS), points.slice(-WEEK_DAYS)];
	const withData = (days: typeof points) => days.filter(hasNumbers).length;
	const isNow = (post: { publishedAt: string }) =>
		post.publishedAt >= from.toISOString();
	const formats = [...new Set(posts.map(({ format }) => format))].sort();
	return {
		metrics: METRICS.map((metric) => ({
			metric,
			now: totalOf(now, metric),
			before: totalOf(before, metric),
		})),
		formats: formats.map((format) => {
			const own = posts.filter((post) => post.format === format);
			const recent = own.filter(isNow).length;
			return { format, now: recent, before: own.length - recent };
		}),
		daysNow: withData(now),
		daysBefore: withData(before),
	};
}
