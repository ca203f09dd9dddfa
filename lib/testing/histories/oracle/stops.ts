import { HOUR, MINUTE } from "@/lib/core/time";
import { CAST, pick } from "@/lib/testing/histories/steps/cast";
import type { Acts } from "@/lib/testing/histories/steps/step";
import { letGo } from "./lift";
import { EVERYBODY, holds, LEADING } from "./rules";
import type { OracleHold, OracleState, Said } from "./state";

const WISH_LIFE = 24 * HOUR;
const COMPLIANCE = ["compliance"] as const;

const mayShorten = (
	state: OracleState,
	who: number,
	{ place }: OracleHold,
): boolean => holds(state, who, { roles: LEADING, place });

export const stopRules = {
	// Whoever may stop one account may stop them all.
	halt: (state, { who, place, kind }) => {
		if (!holds(state, who, { roles: EVERYBODY, place: "any" }))
			return "refused";
		state.halts.push({ place, kind, lifted: false });
		return "done";
	},
	lift: (state, { who, which, missed }) => {
		const halt = pick(state.halts, which);
		if (!halt) return "nothing";
		const roles = halt.kind === "policy" ? COMPLIANCE : (["owner"] as const);
		if (halt.lifted || !holds(state, who, { roles, place: halt.place }))
			return "refused";
		halt.lifted = true;
		letGo(state, halt.place, missed);
		return "done";
	},
	hold: (state, { who, place, hours }) => {
		if (!holds(state, who, { roles: COMPLIANCE, place })) return "refused";
		const from = state.now;
		state.holds.push({ place, from, until: from + hours * HOUR, wish: null });
		return "done";
	},
	askHoldEnd: (state, { who, which, inMin }) => {
		const hold = pick(state.holds, which);
		if (!hold) return "nothing";
		const until = state.now + inMin * MINUTE;
		if (!mayShorten(state, who, hold) || until >= hold.until) return "refused";
		if (hold.wish && state.now < hold.wish.at + WISH_LIFE) return "refused";
		hold.wish = { by: who, at: state.now, until };
		return "done";
	},
	confirmHoldEnd: (state, { who, which }) => {
		const hold = pick(state.holds, which);
		if (!hold?.wish) return "nothing";
		const { by, at, until } = hold.wish;
		if (!mayShorten(state, who, hold) || who === by) return "refused";
		if (state.now >= at + WISH_LIFE || state.now >= hold.until)
			return "refused";
		const { place } = hold;
		const had = (person: number, roles: readonly ("owner" | "compliance")[]) =>
			holds(state, person, { roles, place, before: at + 1 });
		const both = had(by, LEADING) && had(who, LEADING);
		if (!both || !(had(by, COMPLIANCE) || had(who, COMPLIANCE)))
			return "refused";
		hold.until = until;
		hold.wish = null;
		return "done";
	},
} satisfies Partial<Acts<OracleState, Said>>;

/** Takes back what the person granted in windows that have not ended (R4). */
function endGrantsOf(state: OracleState, who: number): void {
	for (const { ended, closesAt, grants } of state.windows)
		if (!ended && state.now < closesAt)
			for (const [signal, by] of grants) if (by === who) grants.delete(signal);
}

export const staffRules = {
	disable: (state, { who }) => {
		const person = state.people[who];
		if (!person || person.disabled) return "refused";
		person.disabled = true;
		endGrantsOf(state, who);
		return "done";
	},
	enable: (state, { who }) => {
		const person = state.people[who];
		if (!person?.disabled) return "refused";
		person.disabled = false;
		person.since = state.now;
		return "done";
	},
	loseRole: (state, { who }) => {
		const person = state.people[who];
		const first = CAST[who]?.[0];
		const held = person?.roles.find(({ role }) => role === first?.role);
		if (!person || !held) return "refused";
		person.roles = person.roles.filter((each) => each !== held);
		return "done";
	},
	regainRole: (state, { who }) => {
		const person = state.people[who];
		const first = CAST[who]?.[0];
		if (!person || !first || person.disabled) return "refused";
		if (person.roles.some(({ role }) => role === first.role)) return "refused";
		person.roles.push({ ...first, since: state.now });
		return "done";
	},
	environment: (state, { worker, on, locked, silent }) => {
		state.workers[worker] = { on, locked, silent };
		return "done";
	},
	autoClean: (state, { who, with: other, account }) => {
		const may = (person: number, roles: readonly ("owner" | "compliance")[]) =>
			holds(state, person, { roles, place: account });
		if (state.autoClean.has(account) || who === other) return "refused";
		const complete =
			(may(who, ["owner"]) && may(other, COMPLIANCE)) ||
			(may(who, COMPLIANCE) && may(other, ["owner"]));
		if (!complete) return "refused";
		state.autoClean.set(account, { since: state.now, pair: [who, other] });
		return "done";
	},
	autoCleanOff: (state, { who, account }) => {
		if (!holds(state, who, { roles: EVERYBODY, place: account }))
			return "refused";
		return state.autoClean.delete(account) ? "done" : "refused";
	},
	clock: () => "done",
	boundary: () => "done",
} satisfies Partial<Acts<OracleState, Said>>;
