import type { AccountView } from "@/lib/accounts/model";
import { findAccount } from "@/lib/accounts/views";
import { type Ctx, demandRead } from "@/lib/command";
import { AppError } from "@/lib/core/errors";
import { addDays, DAY, dayBounds, localDay } from "@/lib/core/time";
import { appNow } from "@/lib/db/clock";
import { META_ZONE, metaDay } from "@/lib/insights/collect/meta-day";
import type { KpiPageView, OutputDay } from "@/lib/insights/model";
import { listAttempts } from "@/lib/publishing/queue/views-attempts";
import { outputByDay } from "./output";
import { readCollectorHealth, readKpiDay, readKpiSeries } from "./views";
import { readKpiReport } from "./views-report";

const DAYS = 14;

/** Everything that the KPI page shows of one account; a day that is no day means the last that ended. */
export async function readKpiPage(
	ctx: Ctx,
	accountId: string,
	asked: string | null,
): Promise<KpiPageView> {
	demandRead(ctx, { account: accountId });
	const account = await findAccount(ctx, accountId);
	if (!account) throw new AppError("not_found", "there is no such account");
	const now = await appNow(ctx.db);
	const last = addDays(metaDay(now), -1);
	const day = asked !== null && asked <= last ? asked : last;
	const series = await readKpiSeries(ctx, accountId, DAYS);
	const report = await readKpiReport(ctx, {
		period: "weekly",
		windowMs: DAYS * DAY,
		accountId,
	});
	const health = await readCollectorHealth(ctx);
	return {
		accountId,
		handle: account.handle,
		metaZone: META_ZONE,
		zone: account.timeZone,
		day: await readKpiDay(ctx, accountId, day),
		points: series.points,
		anomalies: series.anomalies,
		output: await readOutput(ctx, account, now),
		posts: report.accounts[0]?.posts ?? [],
		collectors: health.filter((row) => row.accountId === accountId),
		observedAt: now.toISOString(),
	};
}

async function readOutput(
	ctx: Ctx,
	{ id: accountId, timeZone }: AccountView,
	now: Date,
): Promise<OutputDay[]> {
	const today = localDay(now, timeZone);
	const days = Array.from({ length: DAYS }, (_, index) =>
		addDays(today, index - DAYS + 1),
	);
	const from = dayBounds(days[0] ?? today, timeZone).start;
	const attempts = await listAttempts(ctx, { accountId, from, to: now });
	return outputByDay(days, attempts, timeZone);
}
