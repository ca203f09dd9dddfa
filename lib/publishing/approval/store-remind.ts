import { z } from "zod";
import type { Db, Tx } from "@/lib/db/client";
import { OPEN_POST_STATES } from "@/lib/publishing/post/model";
import {
	type PostOnAccount,
	toPost,
	WITH_ACCOUNT,
} from "@/lib/publishing/post/store";

type Span = { from: Date; to: Date };

const awaiting = ({ from, to }: Span) => ({
	state: { in: [...OPEN_POST_STATES] },
	slotAt: { gt: from, lte: to },
});

/** Accounts that are not paused and have queued or held posts with a slot in `(from, to]`. */
export async function listAccountsAwaiting(
	db: Db | Tx,
	span: Span,
): Promise<string[]> {
	const rows = await db.post.findMany({
		where: { ...awaiting(span), account: { state: "active" } },
		select: { accountId: true },
		distinct: ["accountId"],
		orderBy: { accountId: "asc" },
	});
	return rows.map(({ accountId }) => accountId);
}

/** The account's queued or held posts with a slot in `(from, to]`, oldest slot first. */
export async function listAwaiting(
	db: Db | Tx,
	accountId: string,
	span: Span,
): Promise<PostOnAccount[]> {
	const rows = await db.post.findMany({
		where: { accountId, ...awaiting(span) },
		include: WITH_ACCOUNT,
		orderBy: [{ slotAt: "asc" }, { id: "asc" }],
	});
	return rows.map(toPost);
}

/** Locks the account's row, so that two passes take turns. */
export async function lockReminders(tx: Tx, accountId: string): Promise<void> {
	await tx.$queryRaw`SELECT id FROM account WHERE id = ${accountId}::uuid FOR NO KEY UPDATE`;
}

const Facts = z.object({ key: z.string() });

/** The keys of the reminders that were sent of these posts: the log is where they are kept. */
export async function listSentReminders(
	db: Db | Tx,
	postIds: readonly string[],
): Promise<(postId: string) => string[]> {
	const rows = await db.auditEvent.findMany({
		where: {
			action: "post.remind",
			subjectType: "post",
			subjectId: { in: [...postIds] },
		},
		select: { subjectId: true, facts: true },
	});
	return (postId) =>
		rows
			.filter(({ subjectId }) => subjectId === postId)
			.map(({ facts }) => Facts.parse(facts).key);
}
