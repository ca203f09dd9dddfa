import { HOUR } from "@/lib/core/time";
import { SIGNALS } from "@/lib/governance/model";
import {
	ACCOUNTS,
	type AccountNo,
	type AccountRef,
	type CastRole,
} from "@/lib/testing/histories/steps/cast";
import type { OraclePost, OracleState, OracleWindow } from "./state";

// Written from R1 to R5 and the table of permissions alone: nothing here asks a decision of the product.

export const TOLERANCE = 6 * HOUR;

const accountsOf = (place: AccountRef): readonly AccountNo[] =>
	place === "all" ? ACCOUNTS : [place];

export const covers = (place: AccountRef, account: AccountNo): boolean =>
	place === "all" || place === account;

/** Has this person one of these roles there now, and had it, enabled ever since, before `before`? */
export function holds(
	state: OracleState,
	who: number,
	wanted: {
		roles: readonly CastRole[];
		place: AccountRef | "any";
		before?: number;
	},
): boolean {
	const person = state.people[who];
	if (!person || person.disabled) return false;
	const { roles, place, before = Number.POSITIVE_INFINITY } = wanted;
	if (person.since >= before) return false;
	return person.roles.some(
		(held) =>
			roles.includes(held.role) &&
			(place === "any" || held.place === "all" || held.place === place) &&
			held.since < before,
	);
}

export const WORKING = ["operator", "owner"] as const;
export const EVERYBODY = ["operator", "owner", "compliance"] as const;
export const LEADING = ["owner", "compliance"] as const;

/** What the workers that are alive, and the one that asks, agree on; the veto of any counts. */
export function environment(state: OracleState, asking: number | null) {
	const heard = state.workers.filter(
		({ silent }, worker) => !silent || worker === asking,
	);
	const isOn = (bit: number) =>
		heard.length > 0 && heard.every(({ on }) => (on >> bit) & 1);
	return {
		on: SIGNALS.filter((_, bit) => isOn(bit)),
		locked: heard.some(({ locked }) => locked),
	};
}

/** Does this grant still count for a post of this account (R4)? */
function counts(
	state: OracleState,
	window: OracleWindow,
	{ signal, account }: { signal: string; account: AccountNo },
): boolean {
	const grant = [...window.grants].find(([granted]) => granted === signal);
	if (!grant) return false;
	const needed =
		window.kind === "glass"
			? LEADING
			: signal === "ALLOW_AUTONOMOUS_PUBLISH"
				? (["owner"] as const)
				: (["compliance"] as const);
	const place = account;
	return holds(state, grant[1], {
		roles: needed,
		place,
		before: window.askedAt,
	});
}

/** Could this post go out live under this window now, as far as signals go (R1, R3)? */
export function isAble(
	state: OracleState,
	window: OracleWindow,
	{ post, on }: { post: number; on: readonly string[] },
): boolean {
	const asked = state.posts[post];
	if (!asked || window.ended) return false;
	if (state.now < window.opensAt || state.now >= window.closesAt) return false;
	if (!covers(window.place, asked.account)) return false;
	if (window.post !== null && window.post !== post) return false;
	if (window.kind === "recovery" && !asked.recovery) return false;
	const others = [...window.used].filter((used) => used !== post).length;
	if (window.cap !== null && others >= window.cap) return false;
	const { account } = asked;
	return SIGNALS.every(
		(signal) =>
			on.includes(signal) || counts(state, window, { signal, account }),
	);
}

export const isOverBudget = (state: OracleState, place: AccountRef): boolean =>
	accountsOf(place).some((account) => state.overBudget.has(account));

/** Was auto-clean on at that time, switched on by two who still count? */
export function isAutoClean(
	state: OracleState,
	account: AccountNo,
	at: number,
): boolean {
	const found = state.autoClean.get(account);
	if (!found || found.since > at) return false;
	const is = (who: number, role: CastRole) =>
		holds(state, who, {
			roles: [role],
			place: account,
			before: found.since + 1,
		});
	const [one, other] = found.pair;
	return (
		(is(one, "owner") && is(other, "compliance")) ||
		(is(one, "compliance") && is(other, "owner"))
	);
}

/** Does its approval count, for the content as it stands (R4, R5)? */
export function isApproved(state: OracleState, post: OraclePost): boolean {
	const { approval, account } = post;
	if (!approval || approval.text !== post.text) return false;
	const ended = state.quarantineEnded.get(post.picture);
	if (ended !== undefined && approval.at <= ended) return false;
	const { by, at } = approval;
	if (by === "policy")
		return post.editors.size === 0 && isAutoClean(state, account, at);
	return (
		!post.editors.has(by) &&
		holds(state, by, { roles: EVERYBODY, place: account, before: at + 1 })
	);
}

export const isHalted = (
	state: OracleState,
	{ account }: OraclePost,
): boolean =>
	state.halts.some(({ place, lifted }) => !lifted && covers(place, account));

/** Is a policy hold on that the post's approval, if any, was not given in? */
export const isOnHold = (state: OracleState, post: OraclePost): boolean =>
	state.holds.some(
		({ place, from, until }) =>
			covers(place, post.account) &&
			state.now >= from &&
			state.now < until &&
			!(
				isApproved(state, post) &&
				post.approval?.by !== "policy" &&
				(post.approval?.at ?? 0) > from
			),
	);

export type OracleMode =
	| "stopped"
	| "braked"
	| "simulated"
	| "unapproved"
	| "live";

/** What the gate must answer about a post, in the order of R2. */
export function modeOf(
	state: OracleState,
	index: number,
	asking: number | null = null,
): OracleMode {
	const post = state.posts[index];
	if (!post || post.state === "stopped") return "stopped";
	if (state.quarantined.has(post.picture)) return "stopped";
	if (state.now >= post.slotAt + TOLERANCE) return "stopped";
	const early = state.now < post.slotAt;
	if (isHalted(state, post) || isOnHold(state, post) || early) return "braked";
	const { on, locked } = environment(state, asking);
	const able =
		on.length === SIGNALS.length ||
		state.windows.some((window) => isAble(state, window, { post: index, on }));
	if (locked || !able) return "simulated";
	return isApproved(state, post) ? "live" : "unapproved";
}
