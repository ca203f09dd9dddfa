import { type Ctx, demandRead } from "@/lib/command";
import { AppError } from "@/lib/core/errors";
import type { Db, Tx } from "@/lib/db/client";
import { findActiveRules } from "./store-rules";

/** The active rules as they are stored, unchecked (`moderateOrHold` checks); null while there are none. */
export async function readActiveRules(
	db: Db | Tx,
): Promise<{ version: string; rules: unknown } | null> {
	const row = await findActiveRules(db);
	return row && { version: row.version, rules: row.rules };
}

/** The same for whoever may read. Throws `not_found` while there are none. */
export async function loadActiveRules(
	ctx: Ctx,
): Promise<{ version: string; rules: unknown }> {
	demandRead(ctx);
	const active = await readActiveRules(ctx.db);
	if (active) return active;
	throw new AppError("not_found", "no moderation rules are active");
}
