import { addMs } from "@/lib/core/time";
import { decideGate } from "@/lib/governance/gate";
import { brakeActs, staffActs } from "@/lib/testing/memory-brakes";
import { factsOf } from "@/lib/testing/memory-facts";
import { judgingActs } from "@/lib/testing/memory-judging";
import { publishingActs } from "@/lib/testing/memory-posts";
import {
	type MemoryState,
	newMemoryState,
	START,
} from "@/lib/testing/memory-state";
import { windowActs } from "@/lib/testing/memory-windows";
import type { HistoryWorld } from "@/lib/testing/run-history";
import { type Acts, type Answer, perform } from "@/lib/testing/steps";

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
