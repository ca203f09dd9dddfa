import { type Ctx, demandRead } from "@/lib/command";
import type { Db, Tx } from "@/lib/db/client";
import { currentChannel, whyWaiting } from "@/lib/notifications/channel";
import type {
	ChannelView,
	MessageState,
	MessageView,
} from "@/lib/notifications/model";
import {
	countMessages,
	findMessageRow,
	lastPendingFault,
	listMessageRows,
	type MessageRow,
} from "@/lib/notifications/store";

export async function readChannel(ctx: Ctx): Promise<ChannelView> {
	demandRead(ctx);
	const channel = await currentChannel(ctx.db);
	return {
		state: channel?.state ?? "unset",
		source: channel?.source ?? null,
		host: channel?.host ?? null,
		fault: channel?.fault ?? (await lastPendingFault(ctx.db)),
		checkedAt: channel?.checkedAt?.toISOString() ?? null,
		pending: await countMessages(ctx.db, "pending"),
		failed: await countMessages(ctx.db, "failed"),
		waitsBecause: whyWaiting(channel),
	};
}

/** The newest first; 100 unless told otherwise. */
export async function listMessages(
	ctx: Ctx,
	filter: { state?: MessageState; limit?: number } = {},
): Promise<MessageView[]> {
	demandRead(ctx);
	const { state, limit = 100 } = filter;
	return (await listMessageRows(ctx.db, { state, limit })).map(toView);
}

/** The message of a dedupe key, or null: has it been queued, has it been delivered? */
export async function findMessage(
	db: Db | Tx,
	dedupeKey: string,
): Promise<MessageView | null> {
	const row = await findMessageRow(db, dedupeKey);
	return row && toView(row);
}

const toView = (row: MessageRow): MessageView => ({
	...row,
	createdAt: row.createdAt.toISOString(),
	dueAt: row.dueAt.toISOString(),
	deliveredAt: row.deliveredAt?.toISOString() ?? null,
});
