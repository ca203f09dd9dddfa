import { HOUR, MINUTE } from "@/lib/core/time";
import { SIGNALS, type Signal } from "@/lib/governance/model";
import { type AccountRef, pick } from "@/lib/testing/histories/steps/cast";
import type { Acts, StepOf } from "@/lib/testing/histories/steps/step";
import { EVERYBODY, environment, holds, isOverBudget, LEADING } from "./rules";
import type { OracleState, OracleWindow, Said } from "./state";

/** A stop under which the environment alone would go on, for whichever worker, halts the same accounts (R3): does this one? */
function haltUnderEnvironment(state: OracleState, place: AccountRef): boolean {
	const askers = [null, ...state.workers.keys()];
	if (
		!askers.some(
			(asker) => environment(state, asker).on.length === SIGNALS.length,
		)
	)
		return false;
	state.halts.push({ place, kind: "operational", lifted: false });
	return true;
}

const isEverybody = (
	state: OracleState,
	who: number,
	place: AccountRef,
): boolean => holds(state, who, { roles: EVERYBODY, place });

const isOver = (state: OracleState, window: OracleWindow): boolean =>
	window.ended || state.now >= window.closesAt;

function mayGrant(
	state: OracleState,
	window: OracleWindow,
	{ who, signal }: { who: number; signal: Signal },
): boolean {
	const { now } = state;
	if (isOver(state, window)) return false;
	const others = [...window.grants.values()];
	const leadsOnly = signal !== "ALLOW_AUTONOMOUS_PUBLISH";
	if (window.kind === "glass") return false;
	if (window.opensAt > now + 12 * HOUR || window.grants.has(signal))
		return false;
	if (window.kind === "normal" && isOverBudget(state, window.place))
		return false;
	if (state.people[window.askedBy]?.disabled) return false;
	if (leadsOnly && who === window.askedBy) return false;
	if (others.length === 2 && others.every((by) => by === who)) return false;
	return holds(state, who, {
		roles: [leadsOnly ? "compliance" : "owner"],
		place: window.place,
		before: window.askedAt,
	});
}

function end(
	state: OracleState,
	step: StepOf<"close"> | StepOf<"withdraw">,
): Said {
	const window = pick(state.windows, step.which);
	const who = step.who;
	if (!window) return "nothing";
	if (!isEverybody(state, who, window.place)) return "refused";
	if (step.do === "withdraw" && who !== window.askedBy) return "refused";
	// A stop stops at any time, also when there is no window left to end.
	const halts = haltUnderEnvironment(state, window.place);
	if (isOver(state, window)) return halts ? "done" : "refused";
	window.ended = true;
	return "done";
}

export const windowRules = {
	request: (state, step) => {
		const { place, cap, recovery } = step;
		const who = step.who;
		if (!isEverybody(state, who, place)) return "refused";
		if (!recovery && isOverBudget(state, place)) return "refused";
		const opensAt = state.now + step.opensInMin * MINUTE;
		state.windows.push({
			kind: recovery ? "recovery" : "normal",
			place,
			post: null,
			opensAt,
			closesAt: opensAt + step.minutes * MINUTE,
			cap,
			askedBy: who,
			askedAt: state.now,
			ended: false,
			grants: new Map(),
			used: new Set(),
		});
		return "done";
	},
	grant: (state, step) => {
		const window = pick(state.windows, step.which);
		const who = step.who;
		if (!window) return "nothing";
		const { signal } = step;
		if (!mayGrant(state, window, { who, signal })) return "refused";
		window.grants.set(signal, who);
		return "done";
	},
	revoke: (state, step) => {
		const window = pick(state.windows, step.which);
		if (!window) return "nothing";
		if (!isEverybody(state, step.who, window.place)) return "refused";
		const halts = haltUnderEnvironment(state, window.place);
		const revoked = !isOver(state, window) && window.grants.delete(step.signal);
		return revoked || halts ? "done" : "refused";
	},
	close: end,
	withdraw: end,
	glass: (state, step) => {
		const { account } = step;
		const who = step.who;
		const among = state.posts.length;
		const post = step.which === null || among === 0 ? null : step.which % among;
		const only = post === null ? null : state.posts[post];
		if (!holds(state, who, { roles: LEADING, place: account }))
			return "refused";
		if (only && only.account !== account) return "refused";
		if (!only?.recovery && isOverBudget(state, account)) return "refused";
		const broken = state.windows.some(
			({ kind, place, askedBy }) =>
				kind === "glass" && place === account && askedBy === who,
		);
		if (broken) return "refused";
		state.windows.push({
			kind: "glass",
			place: account,
			post,
			opensAt: state.now,
			closesAt: state.now + step.minutes * MINUTE,
			cap: null,
			askedBy: who,
			askedAt: state.now,
			ended: false,
			grants: new Map(SIGNALS.map((signal) => [signal, who])),
			used: new Set(),
		});
		return "done";
	},
	budget: (state, { account, left, failures }) => {
		if (left <= 0 && failures >= 2) state.overBudget.add(account);
		else state.overBudget.delete(account);
		return "done";
	},
} satisfies Partial<Acts<OracleState, Said>>;

/** What is wrong with a window that a post just went out live under, duties and caps (R4). */
export function wrongWithWindow(window: OracleWindow): string | null {
	if (window.cap !== null && window.used.size > window.cap)
		return "more posts went out in the window than its cap";
	if (window.kind === "glass") return null;
	const people = new Set(window.grants.values());
	if (window.grants.size === SIGNALS.length && people.size < 2)
		return "one person stood behind all three signals";
	const own = SIGNALS.slice(1).some(
		(signal) => window.grants.get(signal) === window.askedBy,
	);
	return own ? "the requester granted an approval signal" : null;
}
