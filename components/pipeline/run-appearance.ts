import type {
	StageState,
	StageView as StripStage,
} from "@/components/ui/progress-headline";
import type { Tone } from "@/components/ui/tone";
import type { RunState, StageMarkState, StageName } from "@/lib/pipeline/model";

export const RUN_LOOK: Record<RunState, { tone: Tone; word: string }> = {
	queued: { tone: "neutral", word: "queued" },
	running: { tone: "info", word: "running" },
	waiting: { tone: "warn", word: "waiting for a retry" },
	succeeded: { tone: "ok", word: "succeeded" },
	failed: { tone: "bad", word: "failed" },
	cancelled: { tone: "neutral", word: "cancelled" },
};

export const STAGE_LABEL: Record<StageName, string> = {
	signals: "Signals",
	plan: "Plan",
	draft: "Draft",
	moderate: "Moderate",
	render: "Render",
	enqueue: "Enqueue",
};

/** What a stage's state looks like in a strip; nothing waits in a run that ended. */
export function stripState(state: StageMarkState, run: RunState): StageState {
	if (state === "succeeded") return "done";
	if (state === "running" || state === "failed") return state;
	return run === "cancelled" || run === "failed" ? "skipped" : "waiting";
}

/** "840 ms", "1.2 s", "42 s": stages are short, so tenths count. */
export function stageTime(tookMs: number): string {
	if (tookMs < 1_000) return `${Math.round(tookMs)} ms`;
	const seconds = tookMs / 1_000;
	return seconds < 10 ? `${seconds.toFixed(1)} s` : `${Math.round(seconds)} s`;
}

/** "0.0042 EUR": small sums need their places. */
export function money(costMicros: number, currency: string): string {
	const amount = costMicros / 1_000_000;
	return `${amount.toFixed(amount !== 0 && amount < 0.1 ? 4 : 2)} ${currency}`;
}

type Cost = {
	costs: readonly { currency: string; costMicros: number }[];
	unpriced: number;
};

/** What a stage cost, in words; null where nothing was used. */
export function costWords({ costs, unpriced }: Cost): string | null {
	const known = costs.map(({ costMicros, currency }) =>
		money(costMicros, currency),
	);
	if (unpriced > 0) known.push("price unknown");
	return known.length > 0 ? known.join(" + ") : null;
}

/** A run's stages as a strip shows them. */
export const stripOf = (run: {
	state: RunState;
	stages: readonly (Partial<Cost> & {
		name: StageName;
		state: StageMarkState;
		tookMs: number | null;
	})[];
}): StripStage[] =>
	run.stages.map(({ name, state, tookMs, costs = [], unpriced = 0 }) => ({
		id: name,
		label: STAGE_LABEL[name],
		state: stripState(state, run.state),
		time: tookMs === null ? undefined : stageTime(tookMs),
		cost: costWords({ costs, unpriced }) ?? undefined,
	}));

/** How long a run takes as a rule: the sum of what its stages usually take; null without a past. */
export function expectedMs(
	usualMs: Partial<Record<StageName, number>>,
): number | null {
	const known = Object.values(usualMs);
	return known.length > 0 ? known.reduce((sum, ms) => sum + ms, 0) : null;
}
