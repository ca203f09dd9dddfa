import {
	type Run,
	type RunSummary,
	STAGES,
	type StageMarkState,
	type StageName,
} from "@/lib/pipeline/model";

type Mark = {
	stage: StageName;
	state: "running" | "succeeded" | "failed";
	tookMs: number | null;
};

/** What a stage's mark means while its run is in this state. */
function markState(run: Run, mark: Mark | undefined): StageMarkState {
	if (!mark) return "pending";
	if (mark.state === "failed" && run.state === "waiting") return "waiting";
	if (mark.state === "running" && run.state !== "running")
		return run.state === "cancelled" ? "pending" : "waiting";
	return mark.state;
}

/** A run as lists and strips show it. */
export function summaryOf(
	run: Run & { handle: string },
	marks: readonly Mark[],
): RunSummary {
	return {
		id: run.id,
		accountId: run.accountId,
		handle: run.handle,
		topic: run.topic,
		state: run.state,
		stage: run.stage,
		tries: run.tries,
		fault: run.fault,
		nextAttemptAt:
			run.state === "waiting" ? run.nextAttemptAt.toISOString() : null,
		slotAt: run.slotAt?.toISOString() ?? null,
		startedByName: run.startedByName,
		trace: run.trace,
		createdAt: run.createdAt.toISOString(),
		finishedAt: run.finishedAt?.toISOString() ?? null,
		postId: run.postId,
		stages: STAGES.map((name) => {
			const mark = marks.find(({ stage }) => stage === name);
			return {
				name,
				state: markState(run, mark),
				tookMs: mark?.tookMs ?? null,
			};
		}),
	};
}
