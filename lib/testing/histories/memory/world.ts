import { addMs } from "@/lib/core/time";
import { decideGate } from "@/lib/governance/gate/gate";
import type { HistoryWorld } from "@/lib/testing/histories/run";
import {
	type Acts,
	type Answer,
	perform,
} from "@/lib/testing/histories/steps/step";
import { factsOf } from "./facts";
import { judgingActs } from "./judging";
import { publishingActs } from "./posts";
import { type MemoryState, newMemoryState, START } from "./state";
import { staffActs, stopActs } from "./stops";
import { windowActs } from "./windows";

const ACTS: Acts<MemoryState, Answer> = {
	...windowActs,
	...stopActs,
	...staffActs,
	...judgingActs,
	...publishingActs,
};

/** An in-memory double of the tables; every rule that it applies is the product's own pure decision. */
export function memoryWorld(): HistoryWorld {
	const state = newMemoryState();
	return {
		moveTo: (ms) => {
			state.now = addMs(START, ms);
		},
		act: (step) => perform(ACTS, state, step),
		modes: () =>
			state.posts.map(
				(post) => decideGate(factsOf(state, post, null), state.now).mode,
			),
	};
}
