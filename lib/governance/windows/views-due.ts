import type { Db } from "@/lib/db/client";
import { listUnsweptWindows } from "./store";

/** Windows that ended by the clock and whose end is not written down yet. */
export const listEndedWindows = (db: Db): Promise<string[]> =>
	listUnsweptWindows(db);
