import type { Db, Tx } from "@/lib/db/client";
import { holdFacts } from "@/lib/governance/store";

/** [startsAt, endsAt) of every policy hold that is for an account, or for all of them, over or not. */
export async function readHoldSpans(
	db: Db | Tx,
	accountId: string,
): Promise<{ startsAt: Date; endsAt: Date }[]> {
	const holds = await holdFacts(db, accountId);
	return holds.map(({ startsAt, endsAt }) => ({ startsAt, endsAt }));
}
