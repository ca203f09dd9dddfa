import { newId } from "@/lib/core/ids";
import type { Db, Tx } from "@/lib/db/client";
import type { MessageKind, NewMessage } from "./model";

export type MessageRow = Awaited<
	ReturnType<Db["outboxMessage"]["findFirstOrThrow"]>
>;

export async function insertMessage(
	tx: Tx,
	message: NewMessage,
): Promise<boolean> {
	const { now, outdatedAt = null, ...content } = message;
	const { count } = await tx.outboxMessage.createMany({
		data: [{ ...content, id: newId(), createdAt: now, dueAt: now, outdatedAt }],
		skipDuplicates: true,
	});
	return count === 1;
}

export const findMessageRow = (
	db: Db | Tx,
	dedupeKey: string,
): Promise<MessageRow | null> =>
	db.outboxMessage.findUnique({ where: { dedupeKey } });

export const listMessageRows = (
	db: Db | Tx,
	limit: number,
): Promise<MessageRow[]> =>
	db.outboxMessage.findMany({ orderBy: { id: "desc" }, take: limit });

export const worthSending = (now: Date) => ({
	OR: [{ outdatedAt: null }, { outdatedAt: { gt: now } }],
});

const waiting = (now: Date) => ({
	...worthSending(now),
	state: "pending" as const,
});

export const countWaiting = (db: Db | Tx, now: Date): Promise<number> =>
	db.outboxMessage.count({ where: waiting(now) });

export const countFailed = (db: Db | Tx): Promise<number> =>
	db.outboxMessage.count({ where: { state: "failed" } });

/** Whatever of a kind was not delivered is outdated from now on; one that is being sent may still arrive. */
export async function outdateMessages(
	tx: Tx,
	kind: MessageKind,
	now: Date,
): Promise<void> {
	await tx.outboxMessage.updateMany({
		where: { ...worthSending(now), kind, state: { in: ["pending", "failed"] } },
		data: { outdatedAt: now },
	});
}

/** What the last try of a waiting message met; null when none failed. */
export async function lastPendingFault(
	db: Db | Tx,
	now: Date,
): Promise<string | null> {
	const row = await db.outboxMessage.findFirst({
		where: { ...waiting(now), lastError: { not: null } },
		orderBy: { dueAt: "desc" },
		select: { lastError: true },
	});
	return row?.lastError ?? null;
}

const CHANNEL_COLUMNS = {
	channelUrl: true,
	channelStatus: true,
	channelError: true,
	channelCheckedAt: true,
} as const;

export const loadChannelSetting = (db: Db | Tx) =>
	db.setting.findUniqueOrThrow({
		where: { id: 1 },
		select: CHANNEL_COLUMNS,
	});

/** Serialises senders: the channel's pace is kept over all workers. */
export async function lockChannel(tx: Tx): Promise<void> {
	await tx.$queryRaw`SELECT id FROM setting WHERE id = 1 FOR UPDATE`;
}

export type ChannelChange = {
	channelUrl?: string | null;
	channelStatus?: string;
	channelError?: string | null;
	channelCheckedAt?: Date;
};

export async function saveChannel(
	tx: Tx,
	change: ChannelChange,
): Promise<void> {
	await tx.setting.updateMany({ where: { id: 1 }, data: change });
}
