import { findAccount } from "@/lib/accounts/views";
import { visibleAccounts } from "@/lib/auth/actor";
import { type Ctx, demandRead } from "@/lib/command";
import { type Json, toCanonical } from "@/lib/core/canonical-json";
import type { Db } from "@/lib/db/client";
import {
	isUnfinished,
	type Run,
	type RunState,
	type RunSummary,
	STAGES,
	type StageMarkState,
	type StageName,
} from "@/lib/pipeline/model";
import { parseOutputs, STAGE_OUTPUTS } from "@/lib/pipeline/stages/outputs";
import { STAGE_OF } from "@/lib/pipeline/stages/stages";
import {
	listCheckpoints,
	listStageMarks,
	type StageCheckpoint,
} from "@/lib/pipeline/stages/store";
import { listDueRunIds, loadRun } from "./store";
import { listRunRows, type StageCost, sumStageCosts } from "./store-list";
import { summaryOf } from "./summary";

export type StageView = {
	name: StageName;
	state: StageMarkState;
	tries: number;
	startedAt: string | null;
	finishedAt: string | null;
	tookMs: number | null;
	fault: string | null;
	/** Results of this stage that were set aside. */
	superseded: number;
	inputDigest: string | null;
	/** What the result depends on; null while the stages before are not finished. */
	input: Json;
	output: Json;
	/** One entry a currency; empty where nothing was used or no price is known. */
	costs: { currency: string; costMicros: number }[];
	/** Uses whose price is unknown. */
	unpriced: number;
};

export type RunView = Omit<RunSummary, "stages"> & { stages: StageView[] };

const iso = (at: Date | null | undefined): string | null =>
	at?.toISOString() ?? null;

/** The newest runs, with how far their stages are; of one account, or of all that the actor may see. */
export async function listRuns(
	ctx: Ctx,
	filter: {
		accountId?: string | undefined;
		unfinished?: boolean | undefined;
		states?: readonly RunState[] | undefined;
		beforeId?: string | undefined;
		limit?: number | undefined;
	} = {},
): Promise<RunSummary[]> {
	const { accountId, limit = 50, ...rest } = filter;
	demandRead(ctx, accountId ? { account: accountId } : "any");
	const visible = visibleAccounts(ctx.actor);
	const accountIds = accountId
		? [accountId]
		: visible === "all"
			? null
			: visible;
	const runs = await listRunRows(ctx.db, { ...rest, limit, accountIds });
	const marks = await listStageMarks(
		ctx.db,
		runs.map(({ id }) => id),
	);
	return runs.map((run) =>
		summaryOf(
			run,
			marks.filter(({ runId }) => runId === run.id),
		),
	);
}

async function loadVisible(ctx: Ctx, runId: string) {
	const run = await loadRun(ctx.db, runId);
	demandRead(ctx, { account: run.accountId });
	const account = await findAccount(ctx, run.accountId);
	return { ...run, handle: account?.handle ?? "" };
}

/** What each stage works from, as far as the stages before it are finished. */
async function inputsOf(
	ctx: Ctx,
	run: Run,
	current: readonly StageCheckpoint[],
): Promise<Map<StageName, Json>> {
	const inputs = new Map<StageName, Json>();
	const finished = new Map<StageName, unknown>();
	for (const stage of STAGES) {
		const outputs = parseOutputs(finished);
		const key = await STAGE_OF[stage].keyOf({ ctx, run, outputs });
		inputs.set(stage, toCanonical(key));
		const done = current.find(
			(row) => row.stage === stage && row.state === "succeeded",
		);
		if (!STAGE_OUTPUTS[stage].safeParse(done?.output).success) break;
		finished.set(stage, done?.output);
	}
	return inputs;
}

const costOf = (costs: readonly StageCost[], stage: StageName) => {
	const own = costs.filter((cost) => cost.stage === stage);
	return {
		costs: own.flatMap(({ currency, costMicros }) =>
			currency === null ? [] : [{ currency, costMicros }],
		),
		unpriced: own.reduce((sum, { unpriced }) => sum + unpriced, 0),
	};
};

/** One run with every stage: state, times, costs, input and output. Throws `not_found`, `forbidden`. */
export async function readRun(ctx: Ctx, runId: string): Promise<RunView> {
	const run = await loadVisible(ctx, runId);
	const all = await listCheckpoints(ctx.db, runId);
	const current = all.filter(({ state }) => state !== "superseded");
	const inputs = await inputsOf(ctx, run, current);
	const costs = await sumStageCosts(ctx.db, runId);
	const marks = await listStageMarks(ctx.db, [runId]);
	const summary = summaryOf(run, marks);
	const stages = summary.stages.map(({ name, state, tookMs }): StageView => {
		const row = current.findLast(({ stage }) => stage === name);
		return {
			name,
			state,
			tookMs,
			tries: row?.tries ?? 0,
			startedAt: iso(row?.startedAt),
			finishedAt: iso(row?.finishedAt),
			fault: row?.fault ?? null,
			superseded: all.filter(
				(other) => other.stage === name && other.state === "superseded",
			).length,
			inputDigest: row?.inputDigest ?? null,
			input: inputs.get(name) ?? null,
			output: toCanonical(row?.output),
			...costOf(costs, name),
		};
	});
	return { ...summary, stages };
}

/** How far a run is, cheap enough to be asked every second. Throws `not_found`, `forbidden`. */
export async function runProgress(
	ctx: Ctx,
	runId: string,
): Promise<RunSummary & { ended: boolean }> {
	const run = await loadVisible(ctx, runId);
	const marks = await listStageMarks(ctx.db, [runId]);
	return { ...summaryOf(run, marks), ended: !isUnfinished(run.state) };
}

const AT_ONCE = 50;

/** The runs that a worker could take up now, the oldest first, for the queue to be woken for each. */
export const listDueRuns = (db: Db, now: Date): Promise<string[]> =>
	listDueRunIds(db, now, AT_ONCE);
