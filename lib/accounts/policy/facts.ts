import type { Db, Tx } from "@/lib/db/client";
import { listSwitches } from "./store";

/**
 * Since when auto-clean has been on here without a break; null while people approve, and from the moment that
 * one of the two who switched it on lost the role or was disabled (R4). What a policy approved earlier counts no more.
 */
export async function readAutoCleanSince(
	db: Db | Tx,
	accountId: string,
): Promise<Date | null> {
	const [found] = await listSwitches(db, [accountId]);
	return found?.counts ? found.since : null;
}
