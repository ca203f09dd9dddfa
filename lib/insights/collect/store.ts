import { type Json, toCanonical } from "@/lib/core/canonical-json";
import { newId } from "@/lib/core/ids";
import type { Db, Tx } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";
import type { Collector } from "@/lib/insights/model";

const SNAPSHOT_METRICS = [
	"reach",
	"views",
	"likes",
	"comments",
	"saves",
	"shares",
	"follows",
	"profileVisits",
] as const;
export type SnapshotMetrics = Partial<
	Record<(typeof SNAPSHOT_METRICS)[number], number>
>;

export type NewSnapshot = {
	postId: string;
	accountId: string;
	ageLabel: string;
	ageSeconds: number;
	collectedAt: Date;
	apiVersion: string;
	metrics: SnapshotMetrics;
	raw: unknown;
};

export type SnapshotRow = Awaited<
	ReturnType<Db["snapshot"]["findFirstOrThrow"]>
>;

const hasMetric = (row: SnapshotRow): boolean =>
	SNAPSHOT_METRICS.some((metric) => row[metric] !== null);

/** Keeps a snapshot; one that came back empty is replaced while its age is still due. */
export async function saveSnapshot(
	db: Db | Tx,
	{ metrics, raw, ...snapshot }: NewSnapshot,
): Promise<void> {
	const data = { ...snapshot, ...metrics, raw: stored(raw) };
	const { postId, ageLabel } = snapshot;
	await db.snapshot.upsert({
		where: { postId_ageLabel: { postId, ageLabel } },
		create: { ...data, id: newId() },
		update: data,
		select: { id: true },
	});
}

const listAll = (
	db: Db | Tx,
	postIds: readonly string[],
): Promise<SnapshotRow[]> =>
	db.snapshot.findMany({
		where: { postId: { in: [...postIds] } },
		orderBy: [{ ageSeconds: "asc" }],
	});

/** The snapshots that hold at least one metric, youngest age first. */
export const listSnapshots = async (
	db: Db | Tx,
	postIds: readonly string[],
): Promise<SnapshotRow[]> => (await listAll(db, postIds)).filter(hasMetric);

/** The answers that held no metric. */
export const listEmptySnapshots = async (
	db: Db | Tx,
	postIds: readonly string[],
): Promise<SnapshotRow[]> =>
	(await listAll(db, postIds)).filter((row) => !hasMetric(row));

export type AccountDayRow = Awaited<
	ReturnType<Db["accountDay"]["findFirstOrThrow"]>
>;

export type AccountDayMetrics = Partial<
	Record<
		| "reach"
		| "views"
		| "likes"
		| "comments"
		| "saves"
		| "shares"
		| "profileLinksTaps"
		| "followers",
		number
	>
>;

/** The metrics that say that a day was counted at all. */
const COUNTED = ["reach", "saves", "shares", "profileLinksTaps"] as const;

/** An empty answer over numbers is no reading of them: they stay as old as they are, and the day counts as asked. */
export async function saveAccountDay(
	db: Db | Tx,
	day: {
		accountId: string;
		day: string;
		askedAt: Date;
		metrics: AccountDayMetrics;
		raw: unknown;
	},
): Promise<void> {
	const { metrics, raw, accountId, askedAt } = day;
	if (COUNTED.every((metric) => metrics[metric] === undefined)) {
		const { count } = await db.accountDay.updateMany({
			where: {
				accountId,
				day: day.day,
				OR: COUNTED.map((metric) => ({ [metric]: { not: null } })),
			},
			data: { ...metrics, askedAt },
		});
		if (count > 0) return;
	}
	const key = { accountId, day: day.day };
	const read = { ...metrics, askedAt, collectedAt: askedAt, raw: stored(raw) };
	await db.accountDay.upsert({
		where: { accountId_day: key },
		create: { ...key, ...read, id: newId() },
		update: read,
		select: { id: true },
	});
}

/** From `from` to `to`, both included, oldest first. */
export const listAccountDays = (
	db: Db | Tx,
	span: { accountId: string; from: string; to: string },
): Promise<AccountDayRow[]> =>
	db.accountDay.findMany({
		where: {
			accountId: span.accountId,
			day: { gte: span.from, lte: span.to },
		},
		orderBy: { day: "asc" },
	});

/** Nothing of the day was counted: the platform sent an empty answer. */
export const isEmptyDay = (row: AccountDayRow): boolean =>
	COUNTED.every((metric) => row[metric] === null);

export type CollectorHealth = {
	accountId: string;
	collector: Collector;
	attemptedAt: Date;
	fault: string | null;
	received: number;
	expected: number;
};

/** Keeps the last success when this run had a fault. */
export async function saveHealth(
	db: Db | Tx,
	health: CollectorHealth,
): Promise<void> {
	const { accountId, collector, attemptedAt, fault } = health;
	const data = {
		...health,
		...(fault === null && { succeededAt: attemptedAt }),
	};
	await db.collectorHealth.upsert({
		where: { accountId_collector: { accountId, collector } },
		create: data,
		update: data,
		select: { accountId: true },
	});
}

export const listHealth = (db: Db | Tx, accountIds: readonly string[]) =>
	db.collectorHealth.findMany({
		where: { accountId: { in: [...accountIds] } },
	});

// The one cast from canonical JSON to Prisma's own name for it.
const stored = (raw: unknown): Prisma.InputJsonValue =>
	toCanonical(raw) as Exclude<Json, null> as Prisma.InputJsonValue;
