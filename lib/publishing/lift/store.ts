import type { Db, Tx } from "@/lib/db/client";
import {
	type PostOnAccount,
	toPost,
	WITH_ACCOUNT,
} from "@/lib/publishing/post/store";
import type { HaltedPost } from "./release-plan";

export type HaltHeld = PostOnAccount & HaltedPost;

/** Locks, in order of id, the posts of an account (null: of all) that are held and name a halt. */
export async function lockHaltHeld(
	tx: Tx,
	accountId: string | null,
): Promise<void> {
	await tx.$queryRaw`
		SELECT id FROM post
		WHERE state = 'held' AND held_why @> '[{"kind":"halt"}]'
			AND (${accountId}::uuid IS NULL OR account_id = ${accountId}::uuid)
		ORDER BY id FOR UPDATE`;
}

/** The posts of an account (null: of all) that nothing but a halt holds, by id. */
export async function listHaltHeld(
	db: Db | Tx,
	accountId: string | null,
): Promise<HaltHeld[]> {
	const rows = await db.post.findMany({
		where: {
			state: "held",
			heldWhy: { array_contains: [{ kind: "halt" }] },
			...(accountId && { accountId }),
		},
		include: {
			...WITH_ACCOUNT,
			approvals: {
				orderBy: [{ decidedAt: "desc" }, { id: "desc" }],
				take: 1,
				select: { verdict: true, digest: true, validUntil: true },
			},
		},
		orderBy: { id: "asc" },
	});
	return rows
		.map(({ approvals: [last], ...row }) => {
			const post = toPost(row);
			const counts =
				last?.verdict === "approved" && last.digest === post.digest;
			const ends = counts && last.validUntil < post.expiresAt;
			return { ...post, endsAt: ends ? last.validUntil : post.expiresAt };
		})
		.filter(({ heldWhy }) => heldWhy.every(({ kind }) => kind === "halt"));
}

/** When queued posts whose slot has passed will be taken, by account: what an earlier lift planned, and retries. */
export async function plannedReleases(
	db: Db | Tx,
	now: Date,
): Promise<Map<string, Date[]>> {
	const rows = await db.post.findMany({
		where: {
			state: "queued",
			slotAt: { lte: now },
			nextAttemptAt: { gt: now },
		},
		select: { accountId: true, nextAttemptAt: true },
	});
	const planned = new Map<string, Date[]>();
	for (const { accountId, nextAttemptAt } of rows)
		if (nextAttemptAt)
			planned.set(accountId, [
				...(planned.get(accountId) ?? []),
				nextAttemptAt,
			]);
	return planned;
}

/** Handles of active and paused accounts, by id. */
export async function handlesOf(
	db: Db | Tx,
	accountId: string | null,
): Promise<Map<string, string>> {
	const rows = await db.account.findMany({
		where: accountId ? { id: accountId } : {},
		select: { id: true, handle: true },
		orderBy: { handle: "asc" },
	});
	return new Map(rows.map(({ id, handle }) => [id, handle]));
}
