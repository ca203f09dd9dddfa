import type { AccountView } from "@/lib/accounts/model";
import { listAccounts } from "@/lib/accounts/views";
import type { Ctx } from "@/lib/command";
import { AppError } from "@/lib/core/errors";
import { addMs, DAY, HOUR } from "@/lib/core/time";
import { appNow } from "@/lib/db/clock";
import { META_ZONE } from "@/lib/insights/collect/meta-day";
import { listSnapshots, type SnapshotRow } from "@/lib/insights/collect/store";
import type { KpiReport, PostKpi } from "@/lib/insights/model";
import { AGES } from "@/lib/insights/model";
import { type LivePost, readLivePosts } from "@/lib/publishing/outcomes/views";
import { hasNumbers, totalOf } from "./figures";
import { readKpiSeries } from "./views";

const PERIODS = { daily: DAY, weekly: 7 * DAY } as const;
const MAX_WINDOW_MS = 90 * DAY;
const UNITS = { h: HOUR, d: DAY } as const;

/** A window as the command line says it, "24h" or "7d", in milliseconds. Throws `bad_input`. */
export function parseWindow(text: string): number {
	const [, count, unit] = /^(\d{1,4})(h|d)$/.exec(text) ?? [];
	const ms = Number(count) * (unit === "h" ? UNITS.h : UNITS.d);
	if (ms > 0 && ms <= MAX_WINDOW_MS) return ms;
	throw new AppError(
		"bad_input",
		`a window is written like 24h or 7d, at most 90d; ${text} is none`,
	);
}

/**
 * What `ops kpi-report` says: the posts of the window with their newest snapshot, the account's days
 * with their totals, the anomalies. Without an account, all that the actor may see.
 */
export async function readKpiReport(
	ctx: Ctx,
	query: { period: "daily" | "weekly"; windowMs?: number; accountId?: string },
): Promise<KpiReport> {
	const { period, accountId } = query;
	const windowMs = query.windowMs ?? PERIODS[period];
	const to = await appNow(ctx.db);
	const from = addMs(to, -windowMs);
	const accounts = (await listAccounts(ctx)).filter(
		({ id }) => accountId === undefined || id === accountId,
	);
	if (accountId !== undefined && accounts.length === 0)
		throw new AppError("not_found", "there is no such account");
	const parts: KpiReport["accounts"][number][] = [];
	for (const account of accounts)
		parts.push(await readAccount(ctx, account, { from, to }));
	return {
		platform: "instagram",
		period,
		from: from.toISOString(),
		to: to.toISOString(),
		zone: META_ZONE,
		accounts: parts,
		observedAt: to.toISOString(),
	};
}

async function readAccount(
	ctx: Ctx,
	{ id: accountId, handle }: AccountView,
	span: { from: Date; to: Date },
): Promise<KpiReport["accounts"][number]> {
	const spanMs = span.to.getTime() - span.from.getTime();
	const days = Math.max(1, Math.ceil(spanMs / DAY));
	const { points, anomalies } = await readKpiSeries(ctx, accountId, days);
	const posts = await readLivePosts(ctx, { accountId, ...span });
	const snapshots = await listSnapshots(
		ctx.db,
		posts.map(({ id }) => id),
	);
	return {
		accountId,
		handle,
		points,
		totals: {
			saves: totalOf(points, "saves"),
			shares: totalOf(points, "shares"),
			profileClicks: totalOf(points, "profileClicks"),
		},
		daysWithData: points.filter(hasNumbers).length,
		posts: posts.map((post) =>
			toPostKpi(
				post,
				snapshots.findLast(({ postId }) => postId === post.id),
			),
		),
		anomalies,
	};
}

const toPostKpi = (post: LivePost, row: SnapshotRow | undefined): PostKpi => ({
	postId: post.id,
	title: post.title,
	format: post.format,
	permalink: post.permalink,
	publishedAt: post.publishedAt,
	age: AGES.find(({ label }) => label === row?.ageLabel)?.label ?? null,
	collectedAt: row?.collectedAt.toISOString() ?? null,
	metrics: {
		reach: row?.reach ?? null,
		views: row?.views ?? null,
		likes: row?.likes ?? null,
		comments: row?.comments ?? null,
		saves: row?.saves ?? null,
		shares: row?.shares ?? null,
		profileVisits: row?.profileVisits ?? null,
	},
});
