import type { Actor } from "@/lib/auth/actor";
import { whyNot } from "@/lib/auth/who-may";
import { isUnfinished, type RunState } from "@/lib/pipeline/model";

export type RunAct = "resume" | "cancel" | "rerun";

/** Why an act on a run is not possible: the role first, then the state. */
export function runActs(
	actor: Actor,
	run: { accountId: string; state: RunState },
): Record<RunAct, string | null> {
	const role = whyNot(actor, "run:start", { account: run.accountId });
	const { state } = run;
	const unless = (possible: boolean, why: string) =>
		role ?? (possible ? null : why);
	return {
		resume: unless(
			state === "failed" || state === "waiting",
			`only a failed or waiting run can be resumed, this one is ${state}`,
		),
		cancel: unless(
			isUnfinished(state) || state === "failed",
			`a ${state} run cannot be cancelled`,
		),
		rerun: unless(
			state !== "running" && state !== "cancelled",
			`a stage of a ${state} run cannot be run again`,
		),
	};
}
