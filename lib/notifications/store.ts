import { newId } from "@/lib/core/ids";
import type { Db, Tx } from "@/lib/db/client";
import type { MessageState } from "@/lib/notifications/model";

export type MessageRow = Awaited<
	ReturnType<Db["outboxMessage"]["findFirstOrThrow"]>
>;

export async function insertMessage(
	tx: Tx,
	message: { dedupeKey: string; kind: string; text: string; now: Date },
): Promise<boolean> {
	const { now, ...content } = message;
	const { count } = await tx.outboxMessage.createMany({
		data: [{ ...content, id: newId(), createdAt: now, dueAt: now }],
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
	filter: { state?: MessageState | undefined; limit: number },
): Promise<MessageRow[]> =>
	db.outboxMessage.findMany({
		where: filter.state ? { state: filter.state } : {},
		orderBy: { id: "desc" },
		take: filter.limit,
	});

export const countMessages = (
	db: Db | Tx,
	state: MessageState,
): Promise<number> => db.outboxMessage.count({ where: { state } });

/** What the last try of a waiting message met; null when none failed. */
export async function lastPendingFault(db: Db | Tx): Promise<string | null> {
	const row = await db.outboxMessage.findFirst({
		where: { state: "pending", lastError: { not: null } },
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
