import { listAccounts } from "@/lib/accounts/views";
import { type Ctx, demandRead } from "@/lib/command";
import { addDays } from "@/lib/core/time";
import { appNow } from "@/lib/db/clock";
import { healthState } from "@/lib/insights/collect/health";
import {
	META_ZONE,
	metaDay,
	metaDaysBefore,
} from "@/lib/insights/collect/meta-day";
import { listAccountDays, listHealth } from "@/lib/insights/collect/store";
import {
	COLLECTORS,
	type Collector,
	type CollectorHealthView,
	type KpiDayView,
	type KpiPoint,
	type KpiSeriesView,
} from "@/lib/insights/model";
import { daysToJudge, findAnomalies } from "./anomalies";
import { figuresOf, toPoint } from "./figures";

/** An anomaly is judged against so many days before it. */
const BASELINE_DAYS = 7;

type Points = {
	points: KpiPoint[];
	collectedAt: Map<string, Date>;
};

async function readPoints(
	ctx: Ctx,
	accountId: string,
	days: readonly string[],
): Promise<Points> {
	const [from = "", to = from] = [days[0], days.at(-1)];
	const rows = await listAccountDays(ctx.db, { accountId, from, to });
	const now = await appNow(ctx.db);
	const held = new Map(rows.map((row) => [row.day, row]));
	return {
		points: days.map((day) => toPoint(day, held.get(day), now)),
		collectedAt: new Map(rows.map((row) => [row.day, row.collectedAt])),
	};
}

/** The KPIs of one account and Meta day, against the day before. */
export async function readKpiDay(
	ctx: Ctx,
	accountId: string,
	day: string,
): Promise<KpiDayView> {
	demandRead(ctx, { account: accountId });
	const days = metaDaysBefore(addDays(day, 1), 2 * BASELINE_DAYS);
	const { points, collectedAt } = await readPoints(ctx, accountId, days);
	const now = await appNow(ctx.db);
	const point = points.at(-1) ?? toPoint(day, undefined, now);
	return {
		accountId,
		day,
		zone: META_ZONE,
		state: point.state,
		reason: point.reason,
		observedAt: collectedAt.get(day)?.toISOString() ?? null,
		figures: figuresOf(point, points.at(-2)),
		anomalies: daysToJudge(points).flatMap((judged) =>
			findAnomalies(points, judged),
		),
	};
}

/** The KPIs of the last ended Meta days, oldest first; a day without data is a gap with its reason. */
export async function readKpiSeries(
	ctx: Ctx,
	accountId: string,
	days = 14,
): Promise<KpiSeriesView> {
	demandRead(ctx, { account: accountId });
	const now = await appNow(ctx.db);
	const wanted = metaDaysBefore(metaDay(now), days + BASELINE_DAYS);
	const { points } = await readPoints(ctx, accountId, wanted);
	const shown = points.slice(-days);
	return {
		accountId,
		zone: META_ZONE,
		points: shown,
		anomalies: shown.flatMap(({ day }) => findAnomalies(points, day)),
		observedAt: now.toISOString(),
	};
}

/** Each collector of each account that the actor may see. */
export async function readCollectorHealth(
	ctx: Ctx,
): Promise<CollectorHealthView[]> {
	const accounts = await listAccounts(ctx);
	const active = accounts.filter(({ state }) => state === "active");
	const ids = active.map(({ id }) => id);
	const rows = await listHealth(ctx.db, ids);
	const now = await appNow(ctx.db);
	const collectors = Object.keys(COLLECTORS) as Collector[];
	return ids.flatMap((accountId) =>
		collectors.map((collector) => {
			const row = rows.find(
				(r) => r.accountId === accountId && r.collector === collector,
			);
			return {
				accountId,
				collector,
				state: healthState(collector, row, now),
				attemptedAt: row?.attemptedAt.toISOString() ?? null,
				succeededAt: row?.succeededAt?.toISOString() ?? null,
				fault: row?.fault ?? null,
				received: row?.received ?? 0,
				expected: row?.expected ?? 0,
			};
		}),
	);
}
