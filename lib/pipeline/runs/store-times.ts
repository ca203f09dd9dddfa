import type { Db, Tx } from "@/lib/db/client";

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
