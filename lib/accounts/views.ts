import type { AutoCleanView } from "@/lib/accounts/policy/model";
import { readAutoClean } from "@/lib/accounts/policy/views";
import { can, visibleAccounts } from "@/lib/auth/actor";
import { type Ctx, demandRead } from "@/lib/command";
import { appNow } from "@/lib/db/clock";
import { isBreakerOpen, viewCallsStop } from "./calls";
import { type AccountView, Brand } from "./model";
import { findAccountRow, listAccountRows } from "./store";

type Row = Awaited<ReturnType<typeof listAccountRows>>[number];

/** The accounts that the actor may see, by handle. */
export async function listAccounts(ctx: Ctx): Promise<AccountView[]> {
	demandRead(ctx);
	const rows = await listAccountRows(ctx.db, visibleAccounts(ctx.actor));
	const autoClean = await readAutoClean(
		ctx,
		rows.map(({ id }) => id),
	);
	const now = await appNow(ctx.db);
	return rows.map((row) => toView(row, autoClean(row.id), now));
}

/** One account by handle (with or without @) or id; null when there is none that the actor may see. */
export async function findAccount(
	ctx: Ctx,
	handleOrId: string,
): Promise<AccountView | null> {
	demandRead(ctx);
	const row = await findAccountRow(ctx.db, handleOrId);
	if (!row || !can(ctx.actor, "read", { account: row.id })) return null;
	const autoClean = await readAutoClean(ctx, [row.id]);
	return toView(row, autoClean(row.id), await appNow(ctx.db));
}

const toView = (
	row: Row,
	autoClean: AutoCleanView,
	now: Date,
): AccountView => ({
	id: row.id,
	handle: row.handle,
	igUserId: row.igUserId,
	name: row.name,
	timeZone: row.timeZone,
	state: row.state,
	policy: row.policy,
	autoClean,
	aiDisclosure: row.aiDisclosure,
	brand: Brand.parse(row.brand),
	slots: row.slots,
	token: row.tokenCipher
		? {
				kind: "stored",
				expiresAt: row.tokenExpiresAt?.toISOString() ?? null,
				savedAt: row.tokenSavedAt?.toISOString() ?? null,
				fault: row.tokenFault,
			}
		: { kind: "none" },
	breaker:
		row.breakerUntil && isBreakerOpen(row, now)
			? {
					until: row.breakerUntil.toISOString(),
					reason: row.breakerReason ?? "",
				}
			: null,
	callsStop: viewCallsStop(row, now),
	createdAt: row.createdAt.toISOString(),
});
