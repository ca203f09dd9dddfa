import type { PostingPolicy } from "@/lib/accounts/model";
import { AppError, demandOne } from "@/lib/core/errors";
import { type Db, onUniqueViolation, type Tx } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import {
	canMovePost,
	describePost,
	Flags,
	HeldWhy,
	type Post,
	type PostState,
} from "./model";

/** A post's account as far as a queue needs it; never the token. */
export type PostAccount = {
	id: string;
	handle: string;
	igUserId: string;
	timeZone: string;
	state: "active" | "paused";
	policy: PostingPolicy;
	breakerUntil: Date | null;
};

const ACCOUNT_FIELDS = {
	id: true,
	handle: true,
	igUserId: true,
	timeZone: true,
	state: true,
	policy: true,
	breakerUntil: true,
} as const;

export type PostOnAccount = Post & { account: PostAccount };

type Row = Prisma.PostGetPayload<{
	include: { account: { select: typeof ACCOUNT_FIELDS } };
}>;

const StoredHeldWhy = HeldWhy.array().catch([]);

export const toPost = ({ format: _, ...row }: Row): PostOnAccount => ({
	...row,
	flags: Flags.parse(row.flags),
	heldWhy: StoredHeldWhy.parse(row.heldWhy ?? []),
	moderation: row.moderation === "pass" ? "pass" : "hold",
});

export const WITH_ACCOUNT = { account: { select: ACCOUNT_FIELDS } } as const;

/** Throws `not_found`. */
export async function loadPost(
	db: Db | Tx,
	id: string,
): Promise<PostOnAccount> {
	const row = await db.post.findUnique({
		where: { id },
		include: WITH_ACCOUNT,
	});
	if (!row) throw new AppError("not_found", "there is no such post");
	return toPost(row);
}

/** The same with its row locked, so that edits, approvals and claims take turns. */
export async function lockPost(tx: Tx, id: string): Promise<PostOnAccount> {
	await tx.$queryRaw`SELECT id FROM post WHERE id = ${id}::uuid FOR UPDATE`;
	return loadPost(tx, id);
}

export type PostChanges = Prisma.PostUncheckedUpdateManyInput;

/** Compare-and-set by state and version. Throws `conflict` when the post moved meanwhile or its slot is taken. */
export async function movePost(
	tx: Tx,
	post: Pick<Post, "id" | "state" | "version">,
	{ to, ...changes }: { to: PostState } & Omit<PostChanges, "state">,
): Promise<void> {
	if (post.state !== to) demandMove(post.state, to);
	const where = { id: post.id, state: post.state, version: post.version };
	await compareAndSet(tx, where, { ...changes, state: to });
}

/** The claim under which a worker holds a post; a save without it changes nothing. */
export type PostLease = { postId: string; owner: string; fence: number };

/** Compare-and-set by lease: throws `conflict` to a worker that comes back late. */
export async function savePostFenced(
	tx: Tx,
	lease: PostLease,
	{
		from,
		to,
		...changes
	}: { from: PostState; to: PostState } & Omit<PostChanges, "state">,
): Promise<void> {
	if (from !== to) demandMove(from, to);
	const { postId: id, owner, fence } = lease;
	await compareAndSet(
		tx,
		{ id, state: from, leaseOwner: owner, fence },
		{ ...changes, state: to },
	);
}

async function compareAndSet(
	tx: Tx,
	where: Prisma.PostWhereInput,
	data: PostChanges,
): Promise<void> {
	demandOne(
		await refuseTakenSlot(() =>
			tx.post.updateMany({
				where,
				data: { ...data, version: { increment: 1 } },
			}),
		),
		"the post changed meanwhile",
	);
}

function demandMove(from: PostState, to: PostState): void {
	if (!canMovePost(from, to))
		throw new AppError("conflict", `${describePost(from)} cannot become ${to}`);
}

/** Translates the violation of `post_slot` and `post_of_run`: two writers met at the same slot. */
const refuseTakenSlot = <T>(write: () => Promise<T>): Promise<T> =>
	onUniqueViolation(write, "another post holds this slot");

export async function insertPost(
	tx: Tx,
	post: Omit<
		Prisma.PostUncheckedCreateInput,
		"attempts" | "approvals" | "edits" | "intents"
	>,
): Promise<void> {
	await refuseTakenSlot(() => tx.post.create({ data: post }));
}

/** Throws `not_found`. */
export async function loadPostAccount(
	db: Db | Tx,
	accountId: string,
): Promise<PostAccount & { aiDisclosure: boolean }> {
	const row = await db.account.findUnique({
		where: { id: accountId },
		select: { ...ACCOUNT_FIELDS, aiDisclosure: true },
	});
	if (!row) throw new AppError("not_found", "there is no such account");
	return row;
}

/** Posts that hold a slot of this account in a span, to see what is free and how many a day has. */
export async function takenSlots(
	db: Db | Tx,
	accountId: string,
	span: { from: Date; to: Date; states: readonly PostState[] },
): Promise<{ postId: string; slotAt: Date }[]> {
	const rows = await db.post.findMany({
		where: {
			accountId,
			state: { in: [...span.states] },
			slotAt: { gte: span.from, lt: span.to },
		},
		select: { id: true, slotAt: true },
		orderBy: { slotAt: "asc" },
	});
	return rows.map((row) => ({ postId: row.id, slotAt: row.slotAt }));
}

export const toJson = (value: unknown): Prisma.InputJsonValue =>
	value as Prisma.InputJsonValue;
export const NO_JSON = Prisma.DbNull;
