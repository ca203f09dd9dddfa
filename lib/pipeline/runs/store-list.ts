import type { Db, Tx } from "@/lib/db/client";
import { type Run, type RunState, UNFINISHED } from "@/lib/pipeline/model";
import { toRun } from "./store";

/** Every run that was started for a slot in [from, to). */
export async function listSlotRuns(
	db: Db | Tx,
	accountId: string,
	span: { from: Date; to: Date },
): Promise<SlotRun[]> {
	const rows = await db.run.findMany({
		where: {
			accountId,
			dedupeKey: { startsWith: "slot:" },
			slotAt: { gte: span.from, lt: span.to },
		},
		orderBy: { id: "asc" },
		select: { id: true, slotAt: true, state: true },
	});
	return rows.flatMap(({ slotAt, ...row }) =>
		slotAt ? [{ ...row, slotAt }] : [],
	);
}

export async function listTopicsSince(
	db: Db | Tx,
	accountId: string,
	since: Date,
): Promise<string[]> {
	const rows = await db.run.findMany({
		where: { accountId, createdAt: { gte: since } },
		distinct: ["topic"],
		select: { topic: true },
	});
	return rows.map(({ topic }) => topic);
}

export type RunFilter = {
	accountIds: readonly string[] | null;
	unfinished?: boolean | undefined;
	states?: readonly RunState[] | undefined;
	beforeId?: string | undefined;
	limit: number;
};

/** The newest runs first. */
export async function listRunRows(
	db: Db | Tx,
	filter: RunFilter,
): Promise<(Run & { handle: string })[]> {
	const rows = await db.run.findMany({
		where: {
			...(filter.accountIds && { accountId: { in: [...filter.accountIds] } }),
			...(filter.unfinished && { state: { in: [...UNFINISHED] } }),
			...(filter.states && { state: { in: [...filter.states] } }),
			...(filter.beforeId && { id: { lt: filter.beforeId } }),
		},
		orderBy: { id: "desc" },
		take: filter.limit,
		include: { account: { select: { handle: true } } },
	});
	return rows.map(({ account, ...row }) => ({
		...toRun(row),
		handle: account.handle,
	}));
}

export type StageCost = {
	stage: string;
	currency: string | null;
	costMicros: number;
	unpriced: number;
};

/** What each stage of a run cost, failed tries included. */
export async function sumStageCosts(
	db: Db | Tx,
	runId: string,
): Promise<StageCost[]> {
	return db.$queryRaw<StageCost[]>`
		SELECT u.stage, p.currency, coalesce(sum(u.cost_micros), 0)::float8 AS "costMicros",
			(count(*) FILTER (WHERE u.cost_micros IS NULL AND u.quantity > 0))::int AS unpriced
		FROM usage_event u LEFT JOIN price p ON p.id = u.price_id
		WHERE u.run_id = ${runId}::uuid
		GROUP BY u.stage, p.currency`;
}

export type SlotRun = { id: string; slotAt: Date; state: RunState };

const LAST_RUNS = 50;

/** The median of what each stage took in the account's latest finished tries, in milliseconds. */
export const medianStageTimes = (
	db: Db | Tx,
	accountId: string,
): Promise<{ stage: string; medianMs: number }[]> =>
	db.$queryRaw`
		SELECT stage, percentile_cont(0.5) WITHIN GROUP (ORDER BY took_ms)::float8 AS "medianMs"
		FROM (
			SELECT c.stage, c.took_ms,
				row_number() OVER (PARTITION BY c.stage ORDER BY c.finished_at DESC) AS place
			FROM stage_checkpoint c JOIN run r ON r.id = c.run_id
			WHERE r.account_id = ${accountId}::uuid AND c.state = 'succeeded' AND c.took_ms IS NOT NULL
		) latest
		WHERE place <= ${LAST_RUNS}
		GROUP BY stage`;
