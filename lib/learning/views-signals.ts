import type { Ctx } from "@/lib/command";
import { listRuns } from "@/lib/pipeline/runs/views";
import { listSourceSignals, listSources } from "@/lib/pipeline/sources/views";
import { SIGNAL_DAYS } from "./hypotheses";
import type { EvidenceSignal } from "./model";

const MAX_SIGNALS = 1000;
const MAX_RUNS = 200;

/** What the sources that an account reads delivered lately. */
export async function readAccountSignals(
	ctx: Ctx,
	accountId: string,
): Promise<EvidenceSignal[]> {
	const own = (await listSources(ctx)).filter(
		(source) =>
			source.enabled &&
			(source.accountId === null || source.accountId === accountId),
	);
	const nameOf = new Map(own.map(({ id, name }) => [id, name]));
	const signals = await listSourceSignals(ctx, {
		days: SIGNAL_DAYS,
		limit: MAX_SIGNALS,
	});
	return signals.flatMap(({ id: signalId, sourceId, ...signal }) => {
		const source = nameOf.get(sourceId);
		const { title, url, score, momentum, observedAt } = signal;
		return source === undefined
			? []
			: [{ signalId, title, url, source, score, momentum, observedAt }];
	});
}

/** What the account's last runs were about; what failed or was cancelled leaves its topic free. */
export async function readTopicsOf(
	ctx: Ctx,
	accountId: string,
): Promise<string[]> {
	const runs = await listRuns(ctx, {
		accountId,
		states: ["queued", "running", "waiting", "succeeded"],
		limit: MAX_RUNS,
	});
	return runs.map(({ topic }) => topic);
}
