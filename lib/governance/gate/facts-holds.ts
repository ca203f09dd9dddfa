import type { Db, Tx } from "@/lib/db/client";
import { holdFacts } from "./store";

/** [startsAt, endsAt) of the policy holds that are for an account, or for all of them: to come, on, or just over. */
export async function readHoldSpans(
	db: Db | Tx,
	accountId: string,
): Promise<{ startsAt: Date; endsAt: Date }[]> {
	const holds = await holdFacts(db, accountId);
	return holds.map(({ startsAt, endsAt }) => ({ startsAt, endsAt }));
}
