import { z } from "zod";
import { RUN_STATES, type RunState, UNFINISHED } from "@/lib/pipeline/model";
import type { RunListFilter } from "@/lib/pipeline/queries";

/** The choices of the state filter, as they stand in the URL. */
export const STATE_CHOICES = ["all", "unfinished", ...RUN_STATES] as const;

export const STATE_LABELS: Record<(typeof STATE_CHOICES)[number], string> = {
	all: "All states",
	unfinished: "Unfinished",
	queued: "Queued",
	running: "Running",
	waiting: "Waiting for a retry",
	succeeded: "Succeeded",
	failed: "Failed",
	cancelled: "Cancelled",
};

type Search = { get: (name: string) => string | null };

/** What the URL asks for; a state or an id that does not exist asks for nothing. */
export function runListFilter(search: Search): RunListFilter {
	const state = z.enum(STATE_CHOICES).safeParse(search.get("state")).data;
	const idOf = (name: string) =>
		z.uuid().safeParse(search.get(name)).data ?? null;
	return {
		account: idOf("account"),
		state: state && state !== "all" ? state : null,
		cursor: idOf("cursor"),
	};
}

const statesOf = (state: string | null): readonly RunState[] | undefined => {
	if (state === "unfinished") return UNFINISHED;
	const known = RUN_STATES.find((each) => each === state);
	return known && [known];
};

/** The same for the view. */
export function runFilterOf(search: Search) {
	const { account, state, cursor } = runListFilter(search);
	return {
		accountId: account ?? undefined,
		states: statesOf(state),
		beforeId: cursor ?? undefined,
	};
}
