import { addMs } from "@/lib/core/time";
import { decideGate } from "@/lib/governance/gate/gate";
import { brakeActs, staffActs } from "./memory-brakes";
import { factsOf } from "./memory-facts";
import { judgingActs } from "./memory-judging";
import { publishingActs } from "./memory-posts";
import { type MemoryState, newMemoryState, START } from "./memory-state";
import { windowActs } from "./memory-windows";
import type { HistoryWorld } from "./run-history";
import { type Acts, type Answer, perform } from "./steps";

const ACTS: Acts<MemoryState, Answer> = {
	...windowActs,
	...brakeActs,
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
