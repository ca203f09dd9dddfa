import { describeReasons } from "@/lib/governance/gate/describe";
import { decideGate } from "@/lib/governance/gate/gate";
import {
	type GateDecision,
	type GovernanceFacts,
	type Missing,
	type PostFacts,
	SIGNALS,
	type Signal,
	WINDOW_KINDS,
	type WindowKind,
} from "@/lib/governance/model";
import { isFor, isGranted, windowStatus } from "@/lib/governance/window";

export type AccountFactsNow = { handle: string; facts: GovernanceFacts };

export type ModeKind =
	| "simulation"
	| "live"
	| "live_without_end"
	| "halted"
	| "policy_hold";

export type Mode = {
	mode: ModeKind;
	sentence: string;
	until: Date | null;
	accounts: string[];
	grantedBy: string[];
	missing: Signal[];
};

/** The facts of a post that nothing is wrong with: approved by a person, due this instant. */
export const approvedPostDue = (now: Date): PostFacts => ({
	id: "due-now",
	recovery: false,
	stop: null,
	slotAt: now,
	expiresAt: new Date(now.getTime() + 1),
	digest: "due-now",
	edited: false,
	approval: {
		kind: "approved",
		by: "human",
		digest: "due-now",
		decidedAt: now,
		validUntil: new Date(now.getTime() + 1),
		approverEntitled: true,
	},
});

/** Any post, and the posts that only a narrower window is for: a recovery post, the one behind the glass. */
function postsToAskFor(facts: GovernanceFacts, now: Date): PostFacts[] {
	const any = approvedPostDue(now);
	const narrow = facts.windows.filter((window) => !isFor(window, any));
	return [
		any,
		...narrow.map(({ postId, kind }) => ({
			...any,
			id: postId ?? any.id,
			recovery: kind === "recovery",
		})),
	];
}

/** Live when any post could go out live; else what a plain post would be answered. */
function answerFor(facts: GovernanceFacts, now: Date): GateDecision {
	const answers = postsToAskFor(facts, now).map((post) =>
		decideGate({ ...facts, post }, now),
	);
	const live = answers.find(({ mode }) => mode === "live");
	return live ?? decideGate({ ...facts, post: approvedPostDue(now) }, now);
}

const nobody = { until: null, accounts: [], grantedBy: [], missing: [] };

/** What the bar on every page says of these accounts together: live anywhere is live. */
export function decideMode(
	accounts: readonly AccountFactsNow[],
	now: Date,
): Mode {
	const answers = accounts.map((account) => ({
		...account,
		answer: answerFor(account.facts, now),
	}));
	const live = answers.filter(({ answer }) => answer.mode === "live");
	if (live.length > 0) return liveMode(live, now);
	const held = answers.find(({ facts }) => facts.halts.length > 0);
	if (held) {
		const halt = held.facts.halts[0];
		const where = halt?.scope === "account" ? ` on @${held.handle}` : "";
		const sentence = `Publishing is halted${where} by ${halt?.setByName}: ${halt?.reason}`;
		return { ...nobody, mode: "halted", sentence };
	}
	return simulationMode(answers, now);
}

type Answered = AccountFactsNow & { answer: GateDecision };

/** A hold that is on lets nothing out that was approved before it. */
const holdOn = (answers: readonly Answered[], now: Date) =>
	answers
		.flatMap(({ facts }) => facts.holds)
		.find((each) => now >= each.startsAt && now < each.endsAt);

function liveMode(live: readonly Answered[], now: Date): Mode {
	const accounts = live.map(({ handle }) => handle);
	const authorities = live.flatMap(({ answer }) =>
		answer.mode === "live" ? [answer.authority] : [],
	);
	const windows = authorities.flatMap((authority) =>
		authority.kind === "window" ? [authority] : [],
	);
	const ends = windows.map(({ closesAt }) => closesAt);
	if (ends.length < authorities.length)
		return {
			...nobody,
			mode: "live_without_end",
			accounts,
			sentence:
				"The environment alone grants all three signals: live without end, duties not enforced",
		};
	const fresh = holdOn(live, now)
		? "; policy hold: only with an approval given since"
		: "";
	const until = new Date(Math.min(...ends.map((end) => end.getTime())));
	const used = new Set(windows.map(({ windowId }) => windowId));
	const grantedBy = live.flatMap(({ facts }) =>
		facts.windows
			.filter(({ id }) => used.has(id))
			.flatMap((window) => window.grants.map((grant) => grant.grantedByName)),
	);
	return {
		mode: "live",
		until,
		accounts,
		grantedBy: [...new Set(grantedBy)],
		missing: [],
		sentence: `${WHAT_GOES_OUT[widest(windows)]} live on ${accounts.map((handle) => `@${handle}`).join(", ")}${fresh}`,
	};
}

const WHAT_GOES_OUT: Record<WindowKind, string> = {
	normal: "Approved posts go out",
	recovery: "Approved posts that make up for failed ones go out",
	break_glass: "Emergency window open: what it was opened for goes out",
};

const widest = (windows: readonly { windowKind: WindowKind }[]): WindowKind =>
	WINDOW_KINDS.find((kind) =>
		windows.some(({ windowKind }) => windowKind === kind),
	) ?? "normal";

function simulationMode(answers: readonly Answered[], now: Date): Mode {
	const hold = holdOn(answers, now);
	if (hold)
		return {
			...nobody,
			mode: "policy_hold",
			until: hold.endsAt,
			sentence: `Policy hold: every post needs a fresh approval (${hold.reason})`,
		};
	const answer = answers[0]?.answer;
	if (answer?.mode !== "simulated")
		return {
			...nobody,
			mode: "simulation",
			sentence: answer
				? `Nothing goes out: ${describeReasons(answer).join("; ")}`
				: "Posts are simulated: there is no account yet",
		};
	// The bar lists the missing signals beside the sentence: it says only what that list does not.
	const whys = answer.missing.flatMap(({ why }) => WHY_MISSING[why] ?? []);
	const others = describeReasons({ ...answer, missing: [] });
	return {
		...nobody,
		mode: "simulation",
		missing: answer.missing.map(({ signal }) => signal),
		sentence: ["Posts are simulated", ...others, ...new Set(whys)].join("; "),
	};
}

/** Why signals are off, whichever they are; that nobody granted them needs no words. */
const WHY_MISSING: Record<Missing["why"], string | null> = {
	not_granted: null,
	window_not_open_yet: "the window with the grants is not open yet",
	window_closed: "the window with the grants has ended",
	window_full: "the window has used up its posts",
	grantor_lost_role: "somebody who granted no longer holds the role for it",
	workers_disagree: "workers disagree about a signal, so it is off",
};

export type SignalState = {
	signal: Signal;
	on: boolean;
	source: "environment" | "window" | "none";
	grantedBy: string | null;
	until: Date | null;
};

/** Each signal with where it comes from, for the panel. */
export function signalStates(facts: GovernanceFacts, now: Date): SignalState[] {
	const any = approvedPostDue(now);
	const open = facts.windows.filter(
		(window) => windowStatus(window, now) === "open" && isFor(window, any),
	);
	return SIGNALS.map((signal) => {
		if (facts.environment[signal])
			return {
				signal,
				on: true,
				source: "environment",
				grantedBy: null,
				until: null,
			};
		const window = open.find((each) => isGranted(each, signal));
		const grant = window?.grants.find((each) => each.signal === signal);
		if (!window || !grant)
			return {
				signal,
				on: false,
				source: "none",
				grantedBy: null,
				until: null,
			};
		const { grantedByName: grantedBy } = grant;
		return {
			signal,
			on: true,
			source: "window",
			grantedBy,
			until: window.closesAt,
		};
	});
}
