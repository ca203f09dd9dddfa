import { AppError, demandOne } from "@/lib/core/errors";
import { type Db, onUniqueViolation, type Tx } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";
import type { Brand } from "./model";

type AccountRow = Awaited<ReturnType<Db["account"]["findFirstOrThrow"]>>;

export type NewAccount = {
	id: string;
	handle: string;
	igUserId: string;
	name: string;
	timeZone: string;
	slots: readonly string[];
	brand: Brand;
	aiDisclosure: boolean;
	createdAt: Date;
};

/** Throws `conflict` when the handle or the Instagram ID is taken. */
export async function insertAccount(tx: Tx, account: NewAccount) {
	const taken = await tx.account.findFirst({
		where: {
			OR: [{ handle: account.handle }, { igUserId: account.igUserId }],
		},
		select: { handle: true },
	});
	if (taken) throw new AppError("conflict", isThere(taken.handle));
	await onUniqueViolation(
		() =>
			tx.account.create({
				data: { ...account, slots: [...account.slots] },
				select: { id: true },
			}),
		isThere(account.handle),
	);
}

const isThere = (handle: string) => `the account @${handle} exists already`;

export const findAccountRow = (
	db: Db | Tx,
	handleOrId: string,
): Promise<AccountRow | null> => {
	const handle = handleOrId.replace(/^@/, "").toLowerCase();
	return db.account.findFirst({
		where: UUID.test(handle) ? { id: handle } : { handle },
	});
};

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Throws `not_found`. */
export async function loadAccountRow(
	db: Db | Tx,
	handleOrId: string,
): Promise<AccountRow> {
	const row = await findAccountRow(db, handleOrId);
	if (row) return row;
	throw new AppError("not_found", `no account ${handleOrId}`);
}

export const listAccountRows = (
	db: Db | Tx,
	visible: "all" | readonly string[],
): Promise<AccountRow[]> =>
	db.account.findMany({
		where: visible === "all" ? {} : { id: { in: [...visible] } },
		orderBy: { handle: "asc" },
	});

/** Compare-and-set: `expected` names what the caller saw; throws `conflict` when it has changed. */
export async function changeAccount(
	tx: Tx,
	expected: Prisma.AccountWhereInput & { id: string },
	data: Prisma.AccountUpdateManyMutationInput,
): Promise<void> {
	demandOne(
		await tx.account.updateMany({ where: expected, data }),
		"the account changed meanwhile",
	);
}

/** Posts whose next attempt waited for the end of a breaker are tried again at once; says which. */
export async function resumeAttempts(
	tx: Tx,
	accountId: string,
	span: { from: Date; until: Date },
): Promise<string[]> {
	const rows = await tx.post.updateManyAndReturn({
		where: {
			accountId,
			state: { in: ["queued", "container_ready"] },
			nextAttemptAt: { gte: span.from, lte: span.until },
		},
		data: { nextAttemptAt: null, version: { increment: 1 } },
		select: { id: true },
	});
	return rows.map(({ id }) => id);
}
