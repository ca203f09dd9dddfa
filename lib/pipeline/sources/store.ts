import { AppError, demandOne } from "@/lib/core/errors";
import type { Db, Tx } from "@/lib/db/client";

export type Source = Awaited<ReturnType<Db["trendSource"]["findFirstOrThrow"]>>;
export type StoredSignal = Awaited<
	ReturnType<Db["sourceSignal"]["findFirstOrThrow"]>
>;

/** The sources that an account reads: its own and those of all accounts. */
export const listAccountSources = (
	db: Db | Tx,
	accountId: string,
): Promise<Source[]> =>
	db.trendSource.findMany({
		where: { enabled: true, OR: [{ accountId }, { accountId: null }] },
		orderBy: { id: "asc" },
	});

export const listSourceRows = (
	db: Db | Tx,
	where: { enabled?: boolean } = {},
): Promise<Source[]> =>
	db.trendSource.findMany({ where, orderBy: { id: "asc" } });

/** Throws `not_found`. */
export async function loadSource(db: Db | Tx, id: string): Promise<Source> {
	const row = await db.trendSource.findUnique({ where: { id } });
	if (!row) throw new AppError("not_found", `no source ${id}`);
	return row;
}

export const findSourceAt = (db: Db | Tx, location: string) =>
	db.trendSource.findUnique({ where: { location } });

export const insertSource = (
	tx: Tx,
	source: {
		id: string;
		accountId: string | null;
		name: string;
		location: string;
		weight: number;
		createdAt: Date;
	},
) => tx.trendSource.create({ data: source, select: { id: true } });

/** Compare-and-set by the location that was seen. Throws `conflict`. */
export async function changeSource(
	tx: Tx,
	seen: Pick<Source, "id" | "location">,
	data: Partial<Omit<Source, "id" | "accountId" | "createdAt">>,
): Promise<void> {
	demandOne(
		await tx.trendSource.updateMany({
			where: { id: seen.id, location: seen.location },
			data,
		}),
		"the source changed meanwhile",
	);
}

/** Notes how a reading went, unless the source moved meanwhile. */
export async function markRead(
	tx: Tx,
	seen: Pick<Source, "id" | "location">,
	data: {
		checkedAt: Date;
		fault: string | null;
		succeededAt?: Date;
		etag?: string | null;
		lastModified?: string | null;
	},
): Promise<void> {
	await tx.trendSource.updateMany({
		where: { id: seen.id, location: seen.location },
		data,
	});
}

/** What was observed of these sources since then, the best first. */
export const listSignals = (
	db: Db | Tx,
	filter: { sourceIds: readonly string[]; since: Date; limit: number },
): Promise<StoredSignal[]> =>
	db.sourceSignal.findMany({
		where: {
			sourceId: { in: [...filter.sourceIds] },
			observedAt: { gte: filter.since },
		},
		orderBy: [{ score: "desc" }, { id: "asc" }],
		take: filter.limit,
	});

export type SignalRow = {
	id: string;
	sourceId: string;
	externalId: string;
	title: string;
	url: string | null;
	publishedAt: string | null;
	score: number;
	momentum: number;
};

/** Stores what was observed; an item seen before gets its new title, score and time. */
export async function upsertSignals(
	tx: Tx,
	rows: readonly SignalRow[],
	observedAt: Date,
): Promise<void> {
	await tx.$executeRaw`
		INSERT INTO source_signal (id, source_id, external_id, title, url, published_at, observed_at, score, momentum)
		SELECT r.id, r."sourceId", r."externalId", r.title, r.url, r."publishedAt", ${observedAt}::timestamptz, r.score, r.momentum
		FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r(
			id uuid, "sourceId" uuid, "externalId" text, title text, url text,
			"publishedAt" timestamptz, score int, momentum int)
		ON CONFLICT (source_id, external_id) DO UPDATE SET
			title = excluded.title, url = excluded.url, published_at = excluded.published_at,
			observed_at = excluded.observed_at, score = excluded.score, momentum = excluded.momentum`;
}

export const countSignals = async (
	db: Db | Tx,
	since: Date,
): Promise<Map<string, number>> => {
	const rows = await db.sourceSignal.groupBy({
		by: ["sourceId"],
		where: { observedAt: { gte: since } },
		_count: true,
	});
	return new Map(rows.map((row) => [row.sourceId, row._count]));
};
