import { visibleAccounts } from "@/lib/auth/actor";
import { type Ctx, demandRead } from "@/lib/command";
import { addMs, DAY } from "@/lib/core/time";
import { appNow } from "@/lib/db/clock";
import {
	countSignals,
	listSignals,
	listSourceRows,
	type Source,
} from "./store";

/** A source that has not delivered for so long is stale, whatever its last answer said. */
const STALE_AFTER_MS = DAY;

export type SourceHealth =
	| "off"
	| "never_read"
	| "failing"
	| "stale"
	| "healthy";

export type SourceView = {
	id: string;
	accountId: string | null;
	name: string;
	location: string;
	enabled: boolean;
	weight: number;
	health: SourceHealth;
	fault: string | null;
	checkedAt: string | null;
	succeededAt: string | null;
	/** Items observed in the last 7 days. */
	signals: number;
};

export type SignalView = {
	id: string;
	sourceId: string;
	title: string;
	url: string | null;
	/** Per mille. */
	score: number;
	momentum: number;
	publishedAt: string | null;
	observedAt: string;
};

/** What the last readings of a source say about it. */
export function healthOf(
	source: Pick<Source, "enabled" | "checkedAt" | "succeededAt" | "fault">,
	now: Date,
): SourceHealth {
	if (!source.enabled) return "off";
	if (source.fault !== null) return "failing";
	if (source.checkedAt === null || source.succeededAt === null)
		return "never_read";
	return now.getTime() - source.succeededAt.getTime() > STALE_AFTER_MS
		? "stale"
		: "healthy";
}

const visibleSources = async (ctx: Ctx): Promise<Source[]> => {
	const visible = visibleAccounts(ctx.actor);
	const rows = await listSourceRows(ctx.db);
	return rows.filter(
		({ accountId }) =>
			accountId === null || visible === "all" || visible.includes(accountId),
	);
};

/** Every trend source that the actor may see, with its health. */
export async function listSources(ctx: Ctx): Promise<SourceView[]> {
	demandRead(ctx);
	const now = await appNow(ctx.db);
	const counts = await countSignals(ctx.db, addMs(now, -7 * DAY));
	const rows = await visibleSources(ctx);
	return rows.map((row) => ({
		id: row.id,
		accountId: row.accountId,
		name: row.name,
		location: row.location,
		enabled: row.enabled,
		weight: row.weight,
		health: healthOf(row, now),
		fault: row.fault,
		checkedAt: row.checkedAt?.toISOString() ?? null,
		succeededAt: row.succeededAt?.toISOString() ?? null,
		signals: counts.get(row.id) ?? 0,
	}));
}

/** What was observed lately, the best first. */
export async function listSourceSignals(
	ctx: Ctx,
	{ days = 7, limit = 50 }: { days?: number; limit?: number } = {},
): Promise<SignalView[]> {
	demandRead(ctx);
	const now = await appNow(ctx.db);
	const sources = await visibleSources(ctx);
	const rows = await listSignals(ctx.db, {
		sourceIds: sources.map(({ id }) => id),
		since: addMs(now, -days * DAY),
		limit,
	});
	return rows.map(({ externalId: _id, ...row }) => ({
		...row,
		publishedAt: row.publishedAt?.toISOString() ?? null,
		observedAt: row.observedAt.toISOString(),
	}));
}
