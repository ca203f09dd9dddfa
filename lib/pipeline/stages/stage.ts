import type { AuditEvent } from "@/lib/audit/event";
import type { CommandContext, Ctx } from "@/lib/command";
import type { Sku } from "@/lib/costs/model";
import type { Deps } from "@/lib/pipeline/deps";
import type { Run, StageName } from "@/lib/pipeline/model";
import type { Outputs } from "./outputs";

/** What a stage used up, to be charged whether or not it succeeded (§9). */
export type StageUsage = { sku: Sku; quantity: string; estimated: boolean };

type Saved<N extends StageName> = {
	output: NonNullable<Outputs[N]>;
	audit: readonly AuditEvent[];
};

export type Executed<N extends StageName = StageName> = {
	usage: readonly StageUsage[];
	/** The result, with its further writes, in the transaction that saves the checkpoint. */
	save: (context: CommandContext) => Promise<Saved<N>>;
	/** Set when the result ends the run: one clear sentence. */
	stop?: string;
};

export type Situation = {
	ctx: Ctx;
	run: Run;
	outputs: Outputs;
	now: Date;
	/** How many results of this stage were set aside: another turn draws anew. */
	turn: number;
};

type Outside = { deps: Deps; signal: AbortSignal };

/**
 * One step of a run. `keyOf` names what its result depends on: while that digest is the same, a
 * finished stage is used again and never repeated. `prepare` reads; what it returns works
 * outside any transaction.
 */
export type Stage<N extends StageName = StageName> = {
	name: N;
	/** Raised when the stage's output changes its meaning. */
	version: number;
	keyOf: (situation: Omit<Situation, "turn" | "now">) => unknown;
	prepare: (
		situation: Situation,
	) => Promise<(outside: Outside) => Promise<Executed<N>>>;
};
