import type { SignalRef } from "@/lib/content/model";
import type { Run } from "@/lib/pipeline/model";
import {
	observedItems,
	readSources,
	readStored,
	recordReadings,
	type SourceReading,
} from "@/lib/pipeline/sources/items";
import { type ScoredSignal, scoreSignals } from "@/lib/pipeline/sources/score";
import { listAccountSources, type Source } from "@/lib/pipeline/sources/store";
import type { Stage } from "./stage";

const PICKED = 5;

/** The best observed items about the topic; a hot story about something else is none of them. */
function pick(
	scored: readonly ScoredSignal[],
	sources: readonly Source[],
): { refs: SignalRef[]; scores: number[] } {
	const byId = new Map(sources.map((source) => [source.id, source]));
	const weighted = scored
		.filter(({ topicMatch }) => topicMatch > 0)
		.map((signal) => {
			const weight = (byId.get(signal.source)?.weight ?? 100) / 100;
			return { signal, rated: signal.score * weight };
		})
		.sort((a, b) => b.rated - a.rated)
		.slice(0, PICKED);
	return {
		refs: weighted.map(({ signal }) => ({
			kind: "source",
			source: byId.get(signal.source)?.name ?? signal.source,
			externalId: signal.externalId,
			title: signal.title,
			url: signal.url,
		})),
		scores: weighted.map(({ rated }) => Math.round(rated * 1000)),
	};
}

const topicSignal = (run: Run): SignalRef => ({
	kind: "topic",
	title: run.topic,
	by: run.startedByName,
});

const summaryOf = ({ source, outcome }: SourceReading) => ({
	name: source.name,
	state: outcome.kind,
	items: outcome.kind === "items" ? outcome.items.length : 0,
	fault: outcome.kind === "failed" ? outcome.message : null,
});

/**
 * Reads the account's trend sources and picks what is about the topic. A source that fails is
 * recorded and does not fail the run; the topic itself is always a source signal (R10).
 */
export const signalsStage: Stage<"signals"> = {
	name: "signals",
	version: 1,
	keyOf: ({ run }) => ({ accountId: run.accountId, topic: run.topic }),
	prepare: async ({ ctx, run, now }) => {
		const sources = await listAccountSources(ctx.db, run.accountId);
		const stored = await readStored(ctx.db, sources, now);
		return async ({ deps }) => {
			const readings = await readSources(deps, sources, stored);
			const items = observedItems(readings, stored);
			const scored = scoreSignals(items, run.topic, now);
			const { refs, scores } = pick(scored, sources);
			const output = {
				signals: [topicSignal(run), ...refs],
				scores,
				sources: readings.map(summaryOf),
			};
			return {
				usage: [],
				save: async (context) => ({
					output,
					audit: await recordReadings(context, readings, scored),
				}),
			};
		};
	},
};
