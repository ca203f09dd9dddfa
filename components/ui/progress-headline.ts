export type StageState = "waiting" | "running" | "done" | "failed" | "skipped";

export type StageView = {
	id: string;
	label: string;
	state: StageState;
	/** Ready to show, as "1.2 s" and "$0.004". */
	time?: string | undefined;
	cost?: string | undefined;
};

/** Where the work stands: "Stage 3 of 6: Moderate running". */
export function progressHeadline(stages: readonly StageView[]): string {
	const at = stages.findIndex(
		({ state }) => state === "running" || state === "failed",
	);
	const next =
		at >= 0 ? at : stages.findIndex(({ state }) => state === "waiting");
	const stage = stages[next];
	if (!stage) return `All ${stages.length} stages finished`;
	return `Stage ${next + 1} of ${stages.length}: ${stage.label} ${stage.state}`;
}
