import { leaseOver } from "@/lib/core/lease";
import type { Db, Tx } from "@/lib/db/client";
import { type PostState, UNSENT_STATES } from "./model";
import { type PostOnAccount, toPost, WITH_ACCOUNT } from "./store";

export type FailedPost = {
	id: string;
	accountId: string;
	title: string;
	fault: string | null;
	finishedAt: Date;
	errorClass: string | null;
};

/** Posts that failed since a time, oldest slot first, with the class of their last live attempt's error. */
export async function listFailedSince(
	db: Db | Tx,
	since: Date,
	accountId?: string,
): Promise<FailedPost[]> {
	const rows = await db.post.findMany({
		where: {
			state: "failed",
			finishedAt: { gte: since },
			...(accountId && { accountId }),
		},
		select: {
			id: true,
			accountId: true,
			title: true,
			fault: true,
			finishedAt: true,
			attempts: {
				where: { mode: "live" },
				orderBy: [{ finishedAt: "desc" }, { id: "desc" }],
				take: 1,
				select: { errorClass: true },
			},
		},
		orderBy: [{ slotAt: "asc" }, { id: "asc" }],
	});
	return rows.map(({ attempts, finishedAt, ...row }) => ({
		...row,
		finishedAt: finishedAt ?? since,
		errorClass: attempts[0]?.errorClass ?? null,
	}));
}

/**
 * Posts that a worker may take at `until`: queued or parked ones whose slot and next attempt have come,
 * and those whose worker's lease ran out. Paused accounts and open breakers hold theirs back: nothing is
 * written for that, such a post waits, and expires when the wait is too long.
 */
export async function listClaimable(
	db: Db | Tx,
	now: Date,
	until: Date,
): Promise<{ id: string; accountId: string; dueAt: Date }[]> {
	const rows = await db.post.findMany({
		where: {
			slotAt: { lte: until },
			expiresAt: { gt: now },
			AND: [
				{ OR: [{ nextAttemptAt: null }, { nextAttemptAt: { lte: until } }] },
				{
					OR: [
						{ state: "queued" },
						{
							state: { in: ["claimed", "container_ready"] },
							...leaseOver(now),
						},
					],
				},
			],
			account: {
				state: "active",
				OR: [{ breakerUntil: null }, { breakerUntil: { lte: now } }],
			},
		},
		select: { id: true, accountId: true, slotAt: true, nextAttemptAt: true },
		orderBy: [{ slotAt: "asc" }, { id: "asc" }],
		take: 200,
	});
	return rows.map(({ id, accountId, slotAt, nextAttemptAt }) => ({
		id,
		accountId,
		dueAt: nextAttemptAt && nextAttemptAt > slotAt ? nextAttemptAt : slotAt,
	}));
}

/** Unsent posts past their tolerance that no worker holds. */
export async function listExpired(db: Db | Tx, now: Date): Promise<string[]> {
	const rows = await db.post.findMany({
		where: {
			state: { in: [...UNSENT_STATES] },
			expiresAt: { lte: now },
			...leaseOver(now),
		},
		select: { id: true },
		orderBy: { slotAt: "asc" },
		take: 200,
	});
	return rows.map((row) => row.id);
}

/** Posts of one account by slot. */
export async function listPosts(
	db: Db | Tx,
	accountId: string,
	span: { from: Date; to: Date },
): Promise<PostOnAccount[]> {
	const rows = await db.post.findMany({
		where: { accountId, slotAt: { gte: span.from, lt: span.to } },
		include: WITH_ACCOUNT,
		orderBy: [{ slotAt: "asc" }, { id: "asc" }],
	});
	return rows.map(toPost);
}

/** Posts whose call may have been under way when their worker went silent. */
export async function listOrphanedCalls(
	db: Db | Tx,
	now: Date,
): Promise<string[]> {
	const rows = await db.post.findMany({
		where: { state: "publishing", leaseUntil: { lte: now } },
		select: { id: true },
		take: 200,
	});
	return rows.map((row) => row.id);
}

/** Captions of the account's other posts that went out or may, to find repetitions. */
export async function listCaptionsSince(
	db: Db | Tx,
	post: { id: string; accountId: string },
	since: Date,
): Promise<string[]> {
	const rows = await db.post.findMany({
		where: {
			accountId: post.accountId,
			id: { not: post.id },
			slotAt: { gte: since },
			state: { notIn: ["cancelled", "quarantined", "expired"] },
		},
		select: { caption: true },
	});
	return rows.map((row) => row.caption);
}

/** Titles and states of posts, by id. */
export async function listTitles(
	db: Db | Tx,
	ids: readonly string[],
): Promise<Map<string, { title: string; state: PostState }>> {
	const rows = await db.post.findMany({
		where: { id: { in: [...ids] } },
		select: { id: true, title: true, state: true },
	});
	return new Map(rows.map(({ id, title, state }) => [id, { title, state }]));
}
