import { can, visibleAccounts } from "@/lib/auth/actor";
import { type Ctx, demandRead } from "@/lib/command";
import type { ChainedEvent } from "./event";
import { type AuditFilter, listEvents } from "./store";

/** An event for the screen: `at` as an ISO string. */
export type AuditView = Omit<ChainedEvent, "at"> & { at: string };

/** The newest events first; events of accounts that the reader may not see are left out, and network addresses for all but those who manage people. */
export async function listAudit(
	ctx: Ctx,
	filter: Omit<AuditFilter, "accountIds">,
): Promise<AuditView[]> {
	demandRead(ctx);
	const visible = visibleAccounts(ctx.actor);
	const events = await listEvents(ctx.db, {
		...filter,
		...(visible !== "all" && { accountIds: visible }),
	});
	const showsAddress = can(ctx.actor, "people:manage", "all");
	return events.map((event) => ({
		...event,
		address: showsAddress ? event.address : null,
		at: new Date(Number(BigInt(event.at) / 1000n)).toISOString(),
	}));
}
