import type { Json } from "@/lib/core/canonical-json";
import type { Db, Tx } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import type { ChainedEvent } from "./event";

export async function lockHead(tx: Tx): Promise<{ seq: bigint; hash: string }> {
	const rows = await tx.$queryRaw<{ seq: bigint; hash: string }[]>`
		SELECT seq, hash FROM audit_lock_head()`;
	const head = rows[0];
	if (!head) throw new Error("the audit chain has no head row");
	return head;
}

export async function readHead(
	db: Db | Tx,
): Promise<{ seq: bigint; hash: string }> {
	return db.auditHead.findUniqueOrThrow({
		where: { id: 1 },
		select: { seq: true, hash: true },
	});
}

/** The hash of the event of that number; null when there is none. */
export async function findHashAt(
	db: Db | Tx,
	seq: bigint,
): Promise<string | null> {
	const row = await db.auditEvent.findUnique({
		where: { seq },
		select: { hash: true },
	});
	return row?.hash ?? null;
}

const stored = (value: Json) =>
	value === null ? Prisma.DbNull : (value as Prisma.InputJsonValue);

// createMany gives no order of insertion, and the chain's trigger asks for one.
export async function insertEvents(
	tx: Tx,
	events: readonly ChainedEvent[],
	at: Date,
): Promise<void> {
	for (const event of events) {
		await tx.auditEvent.create({
			data: {
				...event,
				seq: BigInt(event.seq),
				at,
				before: stored(event.before),
				after: stored(event.after),
				facts: stored(event.facts),
			},
			select: { seq: true },
		});
	}
}

type Row = Awaited<ReturnType<Db["auditEvent"]["findFirstOrThrow"]>>;

const toChained = (row: Row): ChainedEvent => ({
	...row,
	seq: row.seq.toString(),
	at: String(row.at.getTime() * 1000),
	before: row.before as Json,
	after: row.after as Json,
	facts: row.facts as Json,
});

const PAGE_ROWS = 1000;

/**
 * Streams the chain in order, by pages. Where somebody stored a number twice both are given, also at
 * the end of a page.
 */
export async function* streamEvents(
	db: Db | Tx,
	afterSeq = 0n,
): AsyncGenerator<ChainedEvent> {
	let after = afterSeq;
	for (;;) {
		const rows = await db.auditEvent.findMany({
			where: { seq: { gt: after } },
			orderBy: { seq: "asc" },
			take: PAGE_ROWS,
		});
		const end = rows.length < PAGE_ROWS ? null : rows.at(-1)?.seq;
		const sure = rows.filter(({ seq }) => seq !== end);
		const given = sure.length > 0 ? sure : rows;
		for (const row of given) yield toChained(row);
		const last = given.at(-1);
		if (!last || rows.length < PAGE_ROWS) return;
		after = last.seq;
	}
}

export type AuditFilter = {
	actorId?: string | undefined;
	action?: string | undefined;
	subjectType?: string | undefined;
	subjectId?: string | undefined;
	/** The beginning or the end of a subject's ID: lists show the end. */
	subjectIdPart?: string | undefined;
	trace?: string | undefined;
	from?: Date | undefined;
	to?: Date | undefined;
	beforeSeq?: bigint | undefined;
	accountIds?: readonly string[] | undefined;
	limit: number;
};

const byAccounts = (ids: readonly string[] | undefined) =>
	ids === undefined
		? []
		: [{ OR: [{ accountId: null }, { accountId: { in: [...ids] } }] }];

const bySubjectPart = (part: string | undefined) =>
	part === undefined
		? []
		: [
				{
					OR: [
						{ subjectId: { startsWith: part } },
						{ subjectId: { endsWith: part } },
					],
				},
			];

/** The newest events first. */
export async function listEvents(
	db: Db | Tx,
	filter: AuditFilter,
): Promise<ChainedEvent[]> {
	const at = {
		...(filter.from && { gte: filter.from }),
		...(filter.to && { lt: filter.to }),
	};
	const rows = await db.auditEvent.findMany({
		where: {
			...(filter.actorId && { actorId: filter.actorId }),
			...(filter.action && { action: { startsWith: filter.action } }),
			...(filter.subjectType && { subjectType: filter.subjectType }),
			...(filter.subjectId && { subjectId: filter.subjectId }),
			...(filter.trace && { trace: filter.trace }),
			...(filter.beforeSeq && { seq: { lt: filter.beforeSeq } }),
			...(Object.keys(at).length > 0 && { at }),
			AND: [
				...byAccounts(filter.accountIds),
				...bySubjectPart(filter.subjectIdPart),
			],
		},
		orderBy: { seq: "desc" },
		take: filter.limit,
	});
	return rows.map(toChained);
}
