import type { Db } from "@/lib/db/client";
import { listDueRunIds } from "./store";

const AT_ONCE = 50;

/** The runs that a worker could take up now, the oldest first, for the queue to be woken for each. */
export const listDueRuns = (db: Db, now: Date): Promise<string[]> =>
	listDueRunIds(db, now, AT_ONCE);
