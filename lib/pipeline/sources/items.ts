import type { AuditEvent } from "@/lib/audit/event";
import type { CommandContext } from "@/lib/command";
import { newId } from "@/lib/core/ids";
import { addMs, HOUR } from "@/lib/core/time";
import type { Db, Tx } from "@/lib/db/client";
import type { Deps, FeedReadOutcome } from "@/lib/pipeline/deps";
import { storable } from "@/lib/pipeline/storable";
import { locationOf } from "./location";
import type { ObservedItem, ScoredSignal } from "./score";
import {
	listSignals,
	markRead,
	type SignalRow,
	type Source,
	type StoredSignal,
	upsertSignals,
} from "./store";

export type SourceReading = { source: Source; outcome: FeedReadOutcome };

/** More than this of one feed adds nothing to a topic. */
const ITEMS_PER_SOURCE = 50;
const MAX_TITLE = 300;
const MAX_EXTERNAL_ID = 500;
const PER_MILLE = 1000;

/** An item as it was stored; the list of them, best first, stands for their feed's order. */
export const storedItem = (
	{ sourceId, externalId, title, url, publishedAt }: StoredSignal,
	index: number,
): ObservedItem => ({
	source: sourceId,
	externalId,
	title,
	url,
	publishedAt: publishedAt?.toISOString() ?? null,
	summary: "",
	rank: index + 1,
});

/** Items as they are scored: fresh ones where the feed gave some, else what was stored of it lately. */
export function observedItems(
	readings: readonly SourceReading[],
	stored: readonly StoredSignal[],
): ObservedItem[] {
	return readings.flatMap(({ source, outcome }) =>
		outcome.kind === "items"
			? outcome.items.slice(0, ITEMS_PER_SOURCE).map((item) =>
					storable({
						...item,
						source: source.id,
						title: item.title.slice(0, MAX_TITLE),
						externalId: item.externalId.slice(0, MAX_EXTERNAL_ID),
					}),
				)
			: stored.filter(({ sourceId }) => sourceId === source.id).map(storedItem),
	);
}

const isoOrNull = (text: string | null): string | null => {
	const at = text === null ? Number.NaN : Date.parse(text);
	return Number.isNaN(at) ? null : new Date(at).toISOString();
};

const toRow = (signal: ScoredSignal): SignalRow => ({
	id: newId(),
	sourceId: signal.source,
	externalId: signal.externalId,
	title: signal.title,
	url: signal.url,
	publishedAt: isoOrNull(signal.publishedAt),
	score: Math.round(signal.score * PER_MILLE),
	momentum: Math.round(signal.momentum * PER_MILLE),
});

/** One row an item, in one order for everybody, so that two runs do not lock each other out. */
function rowsOf(
	readings: readonly SourceReading[],
	scored: readonly ScoredSignal[],
): SignalRow[] {
	const alive = new Set(
		readings
			.filter(({ outcome }) => outcome.kind !== "failed")
			.map(({ source }) => source.id),
	);
	const rows = new Map<string, SignalRow>();
	for (const signal of scored.filter(({ source }) => alive.has(source))) {
		const row = toRow(signal);
		rows.set(`${row.sourceId} ${row.externalId}`, row);
	}
	return [...rows.keys()].sort().flatMap((key) => rows.get(key) ?? []);
}

const faultOf = ({ outcome }: SourceReading): string | null =>
	outcome.kind === "failed" ? outcome.message : null;

const eventOf = (reading: SourceReading): AuditEvent => ({
	action: "source.refresh",
	subject: { type: "source", id: reading.source.id },
	accountId: reading.source.accountId,
	after: {
		outcome: reading.outcome.kind,
		items: reading.outcome.kind === "items" ? reading.outcome.items.length : 0,
		fault: faultOf(reading),
	},
});

/** Stores what was read: each source's health and validators, and the items with their scores. */
export async function recordReadings(
	{ tx, now }: CommandContext,
	readings: readonly SourceReading[],
	scored: readonly ScoredSignal[],
): Promise<AuditEvent[]> {
	for (const reading of readings) {
		const { source, outcome } = reading;
		const worked = outcome.kind !== "failed";
		await markRead(tx, source, {
			checkedAt: now,
			fault: faultOf(reading),
			...(worked ? { succeededAt: now } : {}),
			...(outcome.kind === "items"
				? { etag: outcome.etag, lastModified: outcome.lastModified }
				: {}),
		});
	}
	await upsertSignals(tx, rowsOf(readings, scored), now);
	return readings.map(eventOf);
}

/** What a silent or unchanged feed said lately still counts as long as this. */
const STORED_FOR_MS = 48 * HOUR;

/** What was observed of these sources lately. */
export const readStored = (
	db: Db | Tx,
	sources: readonly Source[],
	now: Date,
): Promise<StoredSignal[]> =>
	listSignals(db, {
		sourceIds: sources.map(({ id }) => id),
		since: addMs(now, -STORED_FOR_MS),
		limit: 500,
	});

/** "Only if it changed" helps only while something is left of what the feed said before. */
const conditionsOf = (
	{ id, etag, lastModified }: Source,
	stored: readonly StoredSignal[],
) =>
	stored.some(({ sourceId }) => sourceId === id) ? { etag, lastModified } : {};

/** Reads every source at once; whatever is wrong with one is its own outcome. */
export const readSources = (
	deps: Pick<Deps, "readFeed">,
	sources: readonly Source[],
	stored: readonly StoredSignal[],
): Promise<SourceReading[]> =>
	Promise.all(
		sources.map(async (source) => {
			const location = locationOf(source.location);
			const outcome = location
				? await deps.readFeed(location, conditionsOf(source, stored))
				: ({
						kind: "failed",
						why: "unreachable",
						message: "this is neither a web address nor a path",
					} as const);
			return { source, outcome };
		}),
	);
