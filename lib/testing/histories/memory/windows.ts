import { addMs, MINUTE } from "@/lib/core/time";
import { isExhausted } from "@/lib/governance/budget/model";
import { SIGNALS } from "@/lib/governance/model";
import { workersGranted } from "@/lib/governance/signals/decide";
import { isOver } from "@/lib/governance/window";
import { refuseGrant } from "@/lib/governance/windows/grant";
import { type AccountRef, pick } from "@/lib/testing/histories/steps/cast";
import {
	type Acts,
	type Answer,
	DONE,
	NOTHING,
	REFUSED,
	type StepOf,
} from "@/lib/testing/histories/steps/step";
import {
	accountsOf,
	type MemoryState,
	type MemoryWindow,
	personById,
	rolesAt,
	whereOf,
	whoMay,
} from "./state";

/** Says whether it did. */
function haltWhereEnvironmentGrants(
	state: MemoryState,
	place: AccountRef,
): boolean {
	if (workersGranted(state.workers).length === 0) return false;
	const { now: setAt } = state;
	state.halts.push({ place, kind: "operational", setAt, lifted: false });
	return true;
}

const overBudget = (state: MemoryState, place: AccountRef): boolean =>
	accountsOf(place).some((account) => {
		const budget = state.budgets.get(account);
		return budget !== undefined && isExhausted(budget);
	});

function open(
	state: MemoryState,
	window: Pick<
		MemoryWindow,
		"kind" | "place" | "opensAt" | "postCap" | "requestedBy"
	> & { minutes: number; postId?: string | null },
): MemoryWindow {
	const { minutes, ...rest } = window;
	const opened: MemoryWindow = {
		postId: null,
		...rest,
		id: `w${state.windows.length}`,
		revision: 1,
		closesAt: addMs(window.opensAt, minutes * MINUTE),
		state: "requested",
		requestedAt: state.now,
		grants: [],
		usedBy: new Set(),
	};
	state.windows.push(opened);
	return opened;
}

function grant(state: MemoryState, step: StepOf<"grant">): Answer {
	const { signal } = step;
	const window = pick(state.windows, step.which);
	if (!window) return NOTHING;
	const isOwners = signal === "ALLOW_AUTONOMOUS_PUBLISH";
	const { place } = window;
	const person = whoMay(state, step.who, {
		permission: isOwners ? "grant:autonomous" : "grant:approval",
		at: whereOf(place),
	});
	if (!person) return REFUSED;
	const roles = rolesAt(person, place, [isOwners ? "owner" : "compliance"]);
	const why = refuseGrant(
		{
			window: {
				...window,
				handedTo: null,
				orphaned: personById(state, window.requestedBy)?.disabledAt !== null,
				overBudget: overBudget(state, place),
			},
			grants: window.grants,
			signal,
			grantor: {
				id: person.id,
				since: person.activeSince,
				roleSince: roles[0]?.since ?? null,
			},
			duties: "enforced",
		},
		state.now,
	);
	if (why) return REFUSED;
	const { now: grantedAt } = state;
	window.grants.push({ signal, grantedBy: person.id, grantedAt });
	return DONE;
}

function end(
	state: MemoryState,
	step: StepOf<"close"> | StepOf<"withdraw">,
): Answer {
	const window = pick(state.windows, step.which);
	if (!window) return NOTHING;
	const closes = step.do === "close";
	const person = whoMay(state, step.who, {
		permission: closes ? "window:close" : "window:request",
		at: whereOf(window.place),
	});
	if (!person) return REFUSED;
	if (!closes && window.requestedBy !== person.id) return REFUSED;
	const halts = haltWhereEnvironmentGrants(state, window.place);
	if (isOver(window, state.now)) return halts ? DONE : REFUSED;
	window.state = closes ? "closed" : "withdrawn";
	window.revision++;
	return DONE;
}

export const windowActs = {
	request: (state, step) => {
		const { place, cap: postCap, minutes, recovery } = step;
		const person = whoMay(state, step.who, {
			permission: "window:request",
			at: whereOf(place),
		});
		if (!person || (!recovery && overBudget(state, place))) return REFUSED;
		open(state, {
			kind: recovery ? "recovery" : "normal",
			place,
			opensAt: addMs(state.now, step.opensInMin * MINUTE),
			minutes,
			postCap,
			requestedBy: person.id,
		});
		return DONE;
	},
	grant,
	revoke: (state, { who, which, signal }) => {
		const window = pick(state.windows, which);
		if (!window) return NOTHING;
		const at = whereOf(window.place);
		if (!whoMay(state, who, { permission: "window:close", at })) return REFUSED;
		const halts = haltWhereEnvironmentGrants(state, window.place);
		const standing = window.grants.some((each) => each.signal === signal);
		if (!standing || isOver(window, state.now)) return halts ? DONE : REFUSED;
		window.grants = window.grants.filter((each) => each.signal !== signal);
		window.revision++;
		return DONE;
	},
	close: end,
	withdraw: end,
	glass: (state, { who, account, which, minutes }) => {
		const person = whoMay(state, who, {
			permission: "glass:break",
			at: whereOf(account),
		});
		const post = which === null ? undefined : pick(state.posts, which);
		if (!person || (post && post.account !== account)) return REFUSED;
		if (!post?.recovery && overBudget(state, account)) return REFUSED;
		const unreviewed = state.windows.some(
			({ kind, place, requestedBy }) =>
				kind === "break_glass" &&
				place === account &&
				requestedBy === person.id,
		);
		if (unreviewed) return REFUSED;
		const { now } = state;
		const window = open(state, {
			kind: "break_glass",
			place: account,
			opensAt: now,
			minutes,
			postCap: null,
			requestedBy: person.id,
			postId: post?.id ?? null,
		});
		window.grants = SIGNALS.map((signal) => ({
			signal,
			grantedBy: person.id,
			grantedAt: now,
		}));
		return DONE;
	},
	budget: (state, { account, left, failures }) => {
		state.budgets.set(account, { remaining: left, failures });
		return DONE;
	},
} satisfies Partial<Acts<MemoryState, Answer>>;
