import { findAccount } from "@/lib/accounts/views";
import { listMissedDays } from "@/lib/checklists/views";
import { type Ctx, demandRead } from "@/lib/command";
import { canonicalJson, sha256, toCanonical } from "@/lib/core/canonical-json";
import { hasNumbers } from "@/lib/insights/kpi/figures";
import { findMessage } from "@/lib/notifications/views";
import { type Day, readDay, summaryKeyOf } from "./day-facts";
import { decideSignOff } from "./decide";
import {
	Frozen,
	type PastDay,
	type SignedDay,
	type SignedView,
	type SignOffView,
} from "./model";
import { findSignOff, listSignOffRows, type SignOffRow } from "./store";
import { kpiSummary } from "./summary";

/** Can the account's local day be signed off, and if not, what blocks it? */
export async function readSignOff(
	ctx: Ctx,
	accountId: string,
): Promise<SignOffView> {
	demandRead(ctx, { account: accountId });
	return signOffOf(ctx, await readDay(ctx, accountId));
}

/** The same of a day that has been read already. */
export async function signOffOf(ctx: Ctx, day: Day): Promise<SignOffView> {
	const { accountId } = day;
	const row = await findSignOff(ctx.db, accountId, day.day);
	const posted = await findMessage(ctx.db, summaryKeyOf(accountId, day.day));
	const decision = decideSignOff(day);
	const blocks = row || decision.kind === "ready" ? [] : decision.by;
	return {
		accountId,
		handle: day.handle,
		day: day.day,
		zone: day.zone,
		state: row ? "signed" : decision.kind,
		blocks,
		summary: day.summary,
		summaryText: posted?.text ?? kpiSummary(day),
		postedAt: posted?.createdAt ?? null,
		kpisThere: hasNumbers(day.kpi),
		signed: row && toSigned(row),
		observedAt: day.observedAt,
	};
}

const HISTORY = 60;

/** The signed and the missed days of an account, newest first. */
export async function listPastDays(
	ctx: Ctx,
	accountId: string,
): Promise<PastDay[]> {
	const signed = await listSignOffs(ctx, accountId);
	const missed = await listMissedDays(ctx, accountId, { limit: HISTORY });
	return [
		...signed.map((row) => ({ accountId, day: row.day, signed: row })),
		...missed.map((day) => ({ accountId, day, signed: null })),
	]
		.sort((a, b) => b.day.localeCompare(a.day))
		.slice(0, HISTORY);
}

/** The signed days of an account, newest first; each is checked against its hash. */
export async function listSignOffs(
	ctx: Ctx,
	accountId: string,
	limit = HISTORY,
): Promise<SignedView[]> {
	demandRead(ctx, { account: accountId });
	return (await listSignOffRows(ctx.db, accountId, limit)).map(toSigned);
}

/** A signed day with the text that was hashed; null when that day was not signed. */
export async function readSignedDay(
	ctx: Ctx,
	accountId: string,
	day: string,
): Promise<SignedDay | null> {
	demandRead(ctx, { account: accountId });
	const row = await findSignOff(ctx.db, accountId, day);
	const account = await findAccount(ctx, accountId);
	if (!row || !account) return null;
	return {
		...toSigned(row),
		handle: account.handle,
		canonical: canonicalJson(toCanonical(row.snapshot)),
		frozen: Frozen.safeParse(row.snapshot).data ?? null,
	};
}

const toSigned = (row: SignOffRow): SignedView => ({
	id: row.id,
	accountId: row.accountId,
	day: row.day,
	meaning: row.meaning,
	signedBy: row.signedName,
	signedAt: row.signedAt.toISOString(),
	sha256: row.sha256,
	intact: sha256(canonicalJson(toCanonical(row.snapshot))) === row.sha256,
	snapshot: row.snapshot,
	summary: row.summary,
});
