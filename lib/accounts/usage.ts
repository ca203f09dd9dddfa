import { type Ctx, demandRead } from "@/lib/command";
import type { GraphAnswer } from "@/lib/connectors/instagram/answer";
import { addMs, DAY, MINUTE } from "@/lib/core/time";
import type { Db, Tx } from "@/lib/db/client";
import { appNow } from "@/lib/db/clock";
import type { HeadroomView } from "./model";
import { deleteReadings, insertReading, lastReading } from "./store-usage";

/** What one answer's usage headers said (§2); percents of 100. */
export type UsageFacts = {
	percent: number | null;
	regainMinutes: number | null;
	readings: readonly unknown[];
};

/** Telemetry: keeps an answer's usage headers; does nothing when the platform sent none. */
export async function recordUsage(
	db: Db | Tx,
	accountId: string,
	usage: UsageFacts,
): Promise<void> {
	if (usage.percent === null) return;
	const observedAt = await appNow(db);
	await insertReading(db, {
		accountId,
		observedAt,
		kind: "usage",
		usedPercent: Math.round(usage.percent),
		regainAt: usage.regainMinutes
			? addMs(observedAt, usage.regainMinutes * MINUTE)
			: null,
		raw: usage.readings,
	});
}

/**
 * The same answer, its usage headers kept. Telemetry decides nothing: where it cannot be written,
 * what the answer says counts all the same.
 */
export async function keepUsage<T>(
	ctx: Ctx,
	accountId: string,
	answer: GraphAnswer<T>,
): Promise<GraphAnswer<T>> {
	if (answer.ok || answer.kind === "graph")
		await recordUsage(ctx.db, accountId, answer.usage).catch(() => undefined);
	return answer;
}

/** Telemetry: keeps an answer of `content_publishing_limit` (§1.5). */
export async function recordQuota(
	db: Db | Tx,
	accountId: string,
	quota: { usage: number; total: number },
): Promise<void> {
	await insertReading(db, {
		accountId,
		observedAt: await appNow(db),
		kind: "quota",
		quotaUsage: quota.usage,
		quotaTotal: quota.total,
		raw: quota,
	});
}

const READINGS_KEPT_MS = 7 * DAY;

/** Only the newest reading of a kind is ever read, however old it is; the others are kept a week, to look at. */
export const forgetOldReadings = (db: Db, now: Date): Promise<void> =>
	deleteReadings(db, addMs(now, -READINGS_KEPT_MS));

/** The newest reading of each kind, with the time it was observed; null where there is none (R9). */
export async function readHeadroom(
	ctx: Ctx,
	accountId: string,
): Promise<HeadroomView> {
	demandRead(ctx, { account: accountId });
	const usage = await lastReading(ctx.db, accountId, "usage");
	const quota = await lastReading(ctx.db, accountId, "quota");
	return {
		usage:
			usage && usage.usedPercent !== null
				? {
						usedPercent: usage.usedPercent,
						regainAt: usage.regainAt?.toISOString() ?? null,
						observedAt: usage.observedAt.toISOString(),
					}
				: null,
		quota:
			quota && quota.quotaUsage !== null && quota.quotaTotal !== null
				? {
						usage: quota.quotaUsage,
						total: quota.quotaTotal,
						observedAt: quota.observedAt.toISOString(),
					}
				: null,
	};
}
