import { readHeadroom } from "@/lib/accounts/usage";
import { listAccounts } from "@/lib/accounts/views";
import { readCheckpointHistory } from "@/lib/audit/checkpoints/views";
import { type Ctx, demandRead } from "@/lib/command";
import { addMs, DAY } from "@/lib/core/time";
import type { Db } from "@/lib/db/client";
import { appNow } from "@/lib/db/clock";
import { listLateReviews } from "@/lib/governance/break-glass/views";
import { readMode } from "@/lib/governance/panel/views-mode";
import { readCollectorHealth } from "@/lib/insights/kpi/views";
import { queueLagMs } from "@/lib/jobs/queue/store";
import { workerCtx } from "@/lib/jobs/workers/ctx";
import { listWorkerHeartbeats, toEnvironment } from "@/lib/jobs/workers/store";
import { readOldestDue } from "@/lib/publishing/outcomes/views";
import { type HealthFacts, judgeHealth, STALE_BEAT_MS } from "./judge";

export type HealthView = {
	status: "ok" | "degraded";
	reasons: string[];
	checks: {
		database: { ok: true; tookMs: number };
		workers: { alive: number; lastBeatAt: string | null };
		queue: { lagMs: number | null; oldestDuePost: string | null };
		collectors: HealthFacts["collectors"];
		accounts: HealthFacts["accounts"];
		auditWeak: boolean;
		checkpoint: { keptAt: string | null; fault: string | null };
	};
	observedAt: string;
};

/**
 * How the installation is, with the reasons why it is not well. Accounts that the reader may not see
 * count for the status and are not told of.
 */
export async function readHealth(ctx: Ctx): Promise<HealthView> {
	demandRead(ctx);
	const seen = await listAccounts(ctx);
	return healthOf(
		ctx.db,
		seen.map(({ handle }) => handle),
	);
}

/** The status alone, for anybody. */
export const readHealthStatus = async (
	db: Db,
): Promise<Pick<HealthView, "status">> => ({
	status: (await healthOf(db, [])).status,
});

const onlyOf = (
	facts: HealthFacts,
	handles: readonly string[],
): HealthFacts => {
	const isSeen = ({ handle }: { handle: string }) => handles.includes(handle);
	return {
		...facts,
		collectors: facts.collectors.filter(isSeen),
		accounts: facts.accounts.filter(isSeen),
		lateReviews: facts.lateReviews.filter(isSeen),
	};
};

function reasonsOf(facts: HealthFacts, seen: HealthFacts, now: Date): string[] {
	const told = judgeHealth(seen, now);
	const untold = judgeHealth(facts, now).length - told.length;
	return untold === 0
		? told
		: [...told, `${untold} more on accounts that you may not see`];
}

// Health is the installation's, whoever asks: it is read as the service, and told by the reader's accounts.
async function healthOf(
	db: Db,
	handles: readonly string[],
): Promise<HealthView> {
	const ctx = workerCtx(db);
	const startedAt = performance.now();
	const now = await appNow(db);
	const tookMs = Math.round(performance.now() - startedAt);
	const facts = await gather(ctx, now);
	const seen = onlyOf(facts, handles);
	const reasons = reasonsOf(facts, seen, now);
	const beats = facts.workers.map(({ beatAt }) => beatAt.getTime());
	return {
		status: reasons.length === 0 ? "ok" : "degraded",
		reasons,
		checks: {
			database: { ok: true, tookMs },
			workers: {
				alive: beats.filter((at) => now.getTime() - at <= STALE_BEAT_MS).length,
				lastBeatAt:
					beats.length > 0 ? new Date(Math.max(...beats)).toISOString() : null,
			},
			queue: {
				lagMs: facts.queueLagMs,
				oldestDuePost: facts.oldestDue?.toISOString() ?? null,
			},
			collectors: seen.collectors,
			accounts: seen.accounts,
			auditWeak: facts.auditWeak,
			checkpoint: {
				keptAt: facts.checkpoints.keptAt?.toISOString() ?? null,
				fault: facts.checkpoints.fault,
			},
		},
		observedAt: now.toISOString(),
	};
}

async function gather(ctx: Ctx, now: Date): Promise<HealthFacts> {
	const { db } = ctx;
	const accounts = await listAccounts(ctx);
	const handles = new Map(accounts.map(({ id, handle }) => [id, handle]));
	const beats = await listWorkerHeartbeats(db, now);
	const recent = beats.filter(({ beatAt }) => beatAt > addMs(now, -DAY));
	const rated: HealthFacts["accounts"][number][] = [];
	for (const { id, handle, state, token } of accounts)
		rated.push({
			handle,
			state,
			token,
			headroom: await readHeadroom(ctx, id),
		});
	return {
		workers: recent.map(({ startedAt, beatAt, environment }) => ({
			startedAt,
			beatAt,
			environment: toEnvironment(environment),
		})),
		queueLagMs: await queueLagMs(db),
		oldestDue: await readOldestDue(ctx),
		collectors: (await readCollectorHealth(ctx)).map((row) => ({
			...row,
			handle: handles.get(row.accountId) ?? "",
		})),
		accounts: rated,
		auditWeak: (await readMode(ctx)).flags.auditWeak,
		checkpoints: await readCheckpointHistory(ctx),
		lateReviews: (await listLateReviews(ctx, now)).map(
			({ accountId, brokenAt }) => ({
				handle: handles.get(accountId) ?? "",
				brokenAt,
			}),
		),
	};
}
