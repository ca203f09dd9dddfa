import { findAccount, listAccounts } from "@/lib/accounts/views";
import { can } from "@/lib/auth/actor";
import { whyNot } from "@/lib/auth/who-may";
import type { Ctx } from "@/lib/command";
import { appNow } from "@/lib/db/clock";
import type { RunState, RunSummary, StageName } from "@/lib/pipeline/model";
import { medianStageTimes } from "@/lib/pipeline/runs/store-list";
import { STAGE_OUTPUTS } from "@/lib/pipeline/stages/outputs";
import { type RunAct, runActs } from "./acts";
import { describeStage, type StageFact } from "./describe-stage";
import { listRuns, type RunView, readRun, type StageView } from "./views";

export type StagePageView = StageView & { said: StageFact[] };

export type RunPageView = Omit<RunView, "stages"> & {
	stages: StagePageView[];
	/** The rendered picture, once there is one. */
	imageSha256: string | null;
	timeZone: string;
	/** What each stage usually takes on this account; absent while it never finished. */
	usualMs: Partial<Record<StageName, number>>;
	/** Null where the reader may do it now; else why not. */
	acts: Record<RunAct, string | null>;
	/** Why the reader may do nothing at all about runs of this account; null where they may. */
	roleRefusal: string | null;
	observedAt: string;
};

/** One run with what the reader may do about it. Throws `not_found`, `forbidden`. */
export async function readRunPage(
	ctx: Ctx,
	runId: string,
): Promise<RunPageView> {
	const run = await readRun(ctx, runId);
	const account = await findAccount(ctx, run.accountId);
	const times = await medianStageTimes(ctx.db, run.accountId);
	const render = run.stages.find(({ name }) => name === "render");
	return {
		...run,
		stages: run.stages.map((stage) => ({
			...stage,
			said: describeStage(stage.name, stage.output),
		})),
		imageSha256:
			STAGE_OUTPUTS.render.safeParse(render?.output).data?.sha256 ?? null,
		timeZone: account?.timeZone ?? "UTC",
		usualMs: Object.fromEntries(
			times.map(({ stage, medianMs }) => [stage, Math.round(medianMs)]),
		),
		acts: runActs(ctx.actor, run),
		roleRefusal: whyNot(ctx.actor, "run:start", { account: run.accountId }),
		observedAt: (await appNow(ctx.db)).toISOString(),
	};
}

export type RunAccount = {
	id: string;
	handle: string;
	timeZone: string;
	/** Null where the reader may start a run; else why not. */
	startRefusal: string | null;
};

export type RunListPageView = {
	runs: RunSummary[];
	/** Where the next page begins; null on the last. */
	nextBeforeId: string | null;
	accounts: RunAccount[];
	mayStart: boolean;
};

const PAGE = 25;

/** A page of runs, newest first, and where the reader may start one. */
export async function readRunList(
	ctx: Ctx,
	filter: {
		accountId?: string | undefined;
		states?: readonly RunState[] | undefined;
		beforeId?: string | undefined;
	},
): Promise<RunListPageView> {
	const found = await listRuns(ctx, { ...filter, limit: PAGE + 1 });
	const runs = found.slice(0, PAGE);
	const accounts = await listAccounts(ctx);
	return {
		runs,
		nextBeforeId: found.length > PAGE ? (runs.at(-1)?.id ?? null) : null,
		accounts: accounts.map(({ id, handle, timeZone }) => ({
			id,
			handle,
			timeZone,
			startRefusal: whyNot(ctx.actor, "run:start", { account: id }),
		})),
		mayStart: can(ctx.actor, "run:start"),
	};
}
