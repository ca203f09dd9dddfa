import { refuseConfirm } from "@/lib/accounts/policy/auto-clean";
import { REQUEST_LIFE_MS } from "@/lib/accounts/policy/model";
import { addMs, HOUR, MINUTE } from "@/lib/core/time";
import { SIGNALS } from "@/lib/governance/model";
import { readSignals } from "@/lib/governance/signals/decide";
import { refuseHoldEnd } from "@/lib/governance/stops/hold-end";
import {
	type AccountRef,
	CAST,
	pick,
} from "@/lib/testing/histories/steps/cast";
import {
	type Acts,
	type Answer,
	DONE,
	NOTHING,
	REFUSED,
} from "@/lib/testing/histories/steps/step";
import { letGo } from "./lift";
import {
	type MemoryPerson,
	type MemoryState,
	personById,
	rolesAt,
	whereOf,
	whoMay,
} from "./state";

/** As the query does: roles that count for the hold and are as old as the request. */
const holdEndPerson = (
	person: MemoryPerson | undefined,
	at: { place: AccountRef; requestedAt: Date },
) => ({
	id: person?.id ?? "",
	roles: rolesAt(person, at.place, ["owner", "compliance"])
		.filter(({ since }) => since <= at.requestedAt)
		.map(({ role }) => role),
});

export const stopActs = {
	halt: (state, { who, place, kind }) => {
		if (!whoMay(state, who, { permission: "halt:set", at: "any" }))
			return REFUSED;
		state.halts.push({ place, kind, setAt: state.now, lifted: false });
		return DONE;
	},
	lift: (state, { who, which, missed }) => {
		const halt = pick(state.halts, which);
		if (!halt) return NOTHING;
		const permission =
			halt.kind === "policy" ? "halt:lift-policy" : "halt:lift-operational";
		if (!whoMay(state, who, { permission, at: whereOf(halt.place) }))
			return REFUSED;
		if (halt.lifted) return REFUSED;
		halt.lifted = true;
		letGo(state, halt.place, missed);
		return DONE;
	},
	hold: (state, { who, place, hours }) => {
		if (!whoMay(state, who, { permission: "hold:set", at: whereOf(place) }))
			return REFUSED;
		const { now: startsAt, holds } = state;
		const endsAt = addMs(startsAt, hours * HOUR);
		const id = `hold${holds.length}`;
		holds.push({ id, place, startsAt, endsAt, request: null });
		return DONE;
	},
	askHoldEnd: (state, { who, which, inMin }) => {
		const hold = pick(state.holds, which);
		if (!hold) return NOTHING;
		const { now } = state;
		const permission = "hold:shorten";
		const person = whoMay(state, who, { permission, at: whereOf(hold.place) });
		const endsAt = addMs(now, inMin * MINUTE);
		if (!person || endsAt >= hold.endsAt) return REFUSED;
		const open = hold.request;
		if (open && now < addMs(open.requestedAt, REQUEST_LIFE_MS)) return REFUSED;
		hold.request = { by: person.id, requestedAt: now, endsAt };
		return DONE;
	},
	confirmHoldEnd: (state, { who, which }) => {
		const hold = pick(state.holds, which);
		if (!hold?.request) return NOTHING;
		const { place, request } = hold;
		const { requestedAt, endsAt } = request;
		const permission = "hold:shorten";
		const person = whoMay(state, who, { permission, at: whereOf(place) });
		if (!person) return REFUSED;
		const at = { place, requestedAt };
		const why = refuseHoldEnd(
			{
				request: { requestedAt, verdict: null },
				hold,
				requester: holdEndPerson(personById(state, request.by), at),
				confirmer: holdEndPerson(person, at),
				duties: "enforced",
			},
			state.now,
		);
		if (why) return REFUSED;
		hold.endsAt = endsAt;
		hold.request = null;
		return DONE;
	},
} satisfies Partial<Acts<MemoryState, Answer>>;

const policyPerson = (person: MemoryPerson, place: AccountRef) => ({
	id: person.id,
	since: person.activeSince,
	disabled: person.disabledAt !== null,
	roles: rolesAt(person, place, ["owner", "compliance"]),
});

export const staffActs = {
	disable: (state, { who }) => {
		const person = state.people[who];
		if (!person || person.disabledAt) return REFUSED;
		person.disabledAt = state.now;
		for (const window of state.windows)
			if (window.state === "requested" && state.now < window.closesAt)
				window.grants = window.grants.filter(
					({ grantedBy }) => grantedBy !== person.id,
				);
		return DONE;
	},
	enable: (state, { who }) => {
		const person = state.people[who];
		if (!person?.disabledAt) return REFUSED;
		person.disabledAt = null;
		person.activeSince = state.now;
		return DONE;
	},
	loseRole: (state, { who }) => {
		const person = state.people[who];
		const role = CAST[who]?.[0]?.role;
		if (!person?.roles.some((held) => held.role === role)) return REFUSED;
		person.roles = person.roles.filter((held) => held.role !== role);
		return DONE;
	},
	regainRole: (state, { who }) => {
		const person = state.people[who];
		const first = CAST[who]?.[0];
		if (!person || !first || person.disabledAt) return REFUSED;
		if (person.roles.some(({ role }) => role === first.role)) return REFUSED;
		person.roles.push({ ...first, since: state.now });
		return DONE;
	},
	environment: (state, { worker, on, locked, silent }) => {
		const signals = SIGNALS.map((signal, bit) => [
			signal,
			(on >> bit) & 1 ? "yes" : "no",
		]);
		const variables = Object.fromEntries(signals);
		const PUBLISH_LOCKED = locked ? "1" : "";
		const said = readSignals({ ...variables, PUBLISH_LOCKED });
		state.workers[worker] = { ...said, silent };
		return DONE;
	},
	autoClean: (state, { who, with: other, account }) => {
		const act = { permission: "policy:set", at: whereOf(account) } as const;
		const asker = whoMay(state, who, act);
		const confirmer = whoMay(state, other, act);
		if (!asker || !confirmer || state.autoClean.has(account)) return REFUSED;
		const { now: since } = state;
		const why = refuseConfirm(
			{
				request: { requestedAt: since, verdict: null },
				requester: policyPerson(asker, account),
				confirmer: policyPerson(confirmer, account),
				duties: "enforced",
			},
			since,
		);
		if (why) return REFUSED;
		const pair = { asker: asker.id, confirmer: confirmer.id };
		state.autoClean.set(account, { since, ...pair });
		return DONE;
	},
	autoCleanOff: (state, { who, account }) => {
		const act = { permission: "policy:tighten", at: whereOf(account) } as const;
		if (!whoMay(state, who, act)) return REFUSED;
		return state.autoClean.delete(account) ? DONE : REFUSED;
	},
	clock: () => DONE,
	boundary: () => DONE,
} satisfies Partial<Acts<MemoryState, Answer>>;
