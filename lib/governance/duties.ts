import type { Db, Tx } from "@/lib/db/client";
import { dutiesEnforced } from "@/lib/governance/store";

/** Are duties kept apart here (R4)? */
export const readDuties = async (db: Db | Tx): Promise<"enforced" | "off"> =>
	(await dutiesEnforced(db)) ? "enforced" : "off";
