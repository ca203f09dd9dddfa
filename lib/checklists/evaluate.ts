import type { AccountView } from "@/lib/accounts/model";
import { readHeadroom } from "@/lib/accounts/usage";
import type { Ctx } from "@/lib/command";
import { addDays, addMs, DAY, localDay } from "@/lib/core/time";
import { appNow } from "@/lib/db/clock";
import {
	listIncidents,
	listIncidentsOfCauses,
} from "@/lib/incidents/incident/views";
import { readCollectorHealth, readKpiDay } from "@/lib/insights/kpi/views";
import type { Anomaly } from "@/lib/insights/model";
import { listFailedRuns } from "@/lib/pipeline/runs/resume-failed";
import { failedSince } from "@/lib/publishing/queue/views-attempts";
import { queueCoverage } from "@/lib/publishing/queue/views-coverage";
import { causeOfAnomaly, decideAnomalies } from "./items-anomalies";
import { decideHeadroom } from "./items-headroom";
import { decideFailedJobs } from "./items-jobs";
import { decideKpiSummary } from "./items-kpi";
import { decideQueue } from "./items-queue";
import type { DailyItem, ItemAnswer } from "./model";

/** Answers the five daily items of an account from what is true now. */
export async function evaluateDay(
	ctx: Ctx,
	account: AccountView,
): Promise<Record<DailyItem, ItemAnswer>> {
	const now = await appNow(ctx.db);
	const { id: accountId, timeZone } = account;
	const connected = account.token.kind === "stored";
	const since = addMs(now, -DAY);
	const coverage = await queueCoverage(ctx, accountId, {
		from: now,
		to: addMs(now, DAY),
	});
	const dayBefore = addDays(localDay(now, timeZone), -1);
	const kpi = await readKpiDay(ctx, accountId, dayBefore);
	const health = await readCollectorHealth(ctx);
	const jobs = {
		failedPosts: await failedSince(ctx, { accountId, since }),
		failedRuns: (await listFailedRuns(ctx, accountId)).length,
	};
	const headroom = await readHeadroom(ctx, accountId);
	return {
		failed_jobs: decideFailedJobs(jobs, now),
		queue: decideQueue(coverage, now),
		headroom: decideHeadroom(
			{ ...headroom, connected, planned: coverage.planned },
			now,
		),
		kpi_summary: decideKpiSummary({
			kpi,
			connected,
			collector:
				health.find(
					(row) =>
						row.accountId === accountId && row.collector === "account_day",
				) ?? null,
		}),
		anomalies: decideAnomalies(
			{
				anomalies: kpi.anomalies,
				kpiState: kpi.state,
				lookedAt: await lookedAt(ctx, accountId, kpi.anomalies),
				openIncidents: await listIncidents(ctx, { open: true, accountId }),
			},
			now,
		),
	};
}

async function lookedAt(
	ctx: Ctx,
	accountId: string,
	anomalies: readonly Anomaly[],
): Promise<ReadonlySet<string>> {
	const causes = anomalies.map(causeOfAnomaly);
	const incidents = await listIncidentsOfCauses(ctx, accountId, causes);
	return new Set(incidents.map(({ dedupeKey }) => dedupeKey));
}
