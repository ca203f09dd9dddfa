import { type Ctx, demandRead } from "@/lib/command";
import type { Db, Tx } from "@/lib/db/client";
import { appNow } from "@/lib/db/clock";
import { currentChannel, whyWaiting } from "./channel";
import type { ChannelView, MessageView } from "./model";
import {
	countFailed,
	countWaiting,
	findMessageRow,
	lastPendingFault,
	listMessageRows,
	type MessageRow,
} from "./store";

export async function readChannel(ctx: Ctx): Promise<ChannelView> {
	demandRead(ctx);
	const now = await appNow(ctx.db);
	const channel = await currentChannel(ctx.db);
	return {
		state: channel?.state ?? "unset",
		source: channel?.source ?? null,
		host: channel?.host ?? null,
		fault: channel?.fault ?? (await lastPendingFault(ctx.db, now)),
		checkedAt: channel?.checkedAt?.toISOString() ?? null,
		pending: await countWaiting(ctx.db, now),
		failed: await countFailed(ctx.db),
		waitsBecause: whyWaiting(channel),
	};
}

/** The newest first; 100 unless told otherwise. */
export async function listMessages(
	ctx: Ctx,
	limit = 100,
): Promise<MessageView[]> {
	demandRead(ctx);
	const now = await appNow(ctx.db);
	const rows = await listMessageRows(ctx.db, limit);
	return rows.map((row) => toView(row, now));
}

/** The message of a dedupe key, or null: has it been queued, has it been delivered? */
export async function findMessage(
	db: Db | Tx,
	dedupeKey: string,
): Promise<MessageView | null> {
	const row = await findMessageRow(db, dedupeKey);
	return row && toView(row, await appNow(db));
}

const isOutdated = ({ state, outdatedAt }: MessageRow, now: Date): boolean =>
	state === "pending" && outdatedAt !== null && outdatedAt <= now;

const whyOutdated = (kind: string): string =>
	kind === "checkpoint"
		? "not sent: a newer checkpoint took its place"
		: "not sent: its time passed while it waited";

const toView = (
	{ outdatedAt, ...row }: MessageRow,
	now: Date,
): MessageView => ({
	...row,
	...(isOutdated({ ...row, outdatedAt }, now) && {
		state: "outdated",
		lastError: whyOutdated(row.kind),
	}),
	createdAt: row.createdAt.toISOString(),
	dueAt: row.dueAt.toISOString(),
	deliveredAt: row.deliveredAt?.toISOString() ?? null,
});
