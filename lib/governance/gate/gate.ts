import { isNonEmpty } from "@/lib/core/non-empty";
import {
	type ApprovalFault,
	type Authority,
	type GateDecision,
	type GateFacts,
	type Hold,
	type HoldFacts,
	type Missing,
	type PostFacts,
	SIGNALS,
	type Signal,
	type WindowFacts,
} from "@/lib/governance/model";
import {
	isFor,
	isFull,
	isGranted,
	stillMissing,
	windowStatus,
} from "@/lib/governance/window";

/**
 * May this due post go out live? The only place that says so (R2). In order: stops, brakes,
 * signals, approval. Every input is an argument, missing means off, the answer says why.
 * @param now the database's clock, read after the rows of `facts` were locked
 */
export function decideGate(facts: GateFacts, now: Date): GateDecision {
	const stop = stopped(facts.post, now);
	if (stop) return { mode: "stopped", why: stop };
	const brakes = holdsOn(facts, now);
	if (isNonEmpty(brakes)) return { mode: "held", why: brakes };
	const approval = approvalFault(facts.post, now);
	const authority = authorityFor(facts, now);
	if (
		facts.environment.locked ||
		facts.clockForbidsLive ||
		authority.kind === "none"
	)
		return {
			mode: "simulated",
			missing: authority.kind === "none" ? authority.missing : [],
			locked: facts.environment.locked,
			clockForbidsLive: facts.clockForbidsLive,
			approval,
		};
	if (approval)
		return { mode: "held", why: [{ kind: "approval", fault: approval }] };
	return { mode: "live", authority };
}

/** The second asking, in the transaction that commits the intent: a *no* there holds, never simulates (R2). */
export function decideIntent(facts: GateFacts, now: Date): GateDecision {
	const decision = decideGate(facts, now);
	if (decision.mode !== "simulated") return decision;
	const { missing, locked } = decision;
	return {
		mode: "held",
		why: [{ kind: "second_gate", said: "simulated", missing, locked }],
	};
}

function stopped(post: PostFacts, now: Date) {
	if (post.stop) return post.stop;
	return now >= post.expiresAt ? "expired" : null;
}

function holdsOn(facts: GateFacts, now: Date): Hold[] {
	const { post } = facts;
	const early: Hold[] =
		now < post.slotAt ? [{ kind: "not_due", slotAt: post.slotAt }] : [];
	const halts = facts.halts.map(
		(halt): Hold => ({
			kind: "halt",
			haltId: halt.id,
			scope: halt.scope,
			reason: halt.reason,
			by: halt.setByName,
		}),
	);
	const holds = facts.holds
		.filter(
			(hold) =>
				isActive(hold, now) && !freshlyApproved(post, hold.startsAt, now),
		)
		.map(
			(hold): Hold => ({
				kind: "policy_hold",
				holdId: hold.id,
				until: hold.endsAt,
				reason: hold.reason,
			}),
		);
	return [...halts, ...holds, ...early];
}

const isActive = (hold: HoldFacts, now: Date): boolean =>
	now >= hold.startsAt && now < hold.endsAt;

/** In a policy hold every post needs a human approval given after it began (AC-G8). */
const freshlyApproved = (post: PostFacts, since: Date, now: Date): boolean =>
	post.approval.kind === "approved" &&
	post.approval.by === "human" &&
	post.approval.decidedAt > since &&
	approvalFault(post, now) === null;

/** Why the approval does not count, or null when it does (R5). */
export function approvalFault(
	post: Pick<PostFacts, "approval" | "digest" | "edited">,
	now: Date,
): ApprovalFault | null {
	const { approval } = post;
	if (approval.kind === "none") return "no_approval";
	if (approval.kind === "rejected") return "rejected";
	if (approval.digest !== post.digest) return "approval_stale";
	if (now >= approval.validUntil) return "approval_expired";
	const isPolicy = approval.by === "policy";
	if (!approval.approverEntitled)
		return isPolicy ? "auto_clean_off" : "approver_lost_role";
	return isPolicy && post.edited ? "auto_approval_void" : null;
}

type NoAuthority = { kind: "none"; missing: readonly Missing[] };

/** Environment alone, or the environment and the grants of exactly one open window (R1, R3). */
function authorityFor(facts: GateFacts, now: Date): Authority | NoAuthority {
	const off = SIGNALS.filter((signal) => !facts.environment[signal]);
	if (off.length === 0) return { kind: "environment" };
	const fitting = facts.windows.filter((window) => isFor(window, facts.post));
	const open = fitting.filter((window) => windowStatus(window, now) === "open");
	const able = open.find(
		(window) =>
			!isFull(window) && stillMissing(window, facts.environment).length === 0,
	);
	if (able) {
		const { id: windowId, kind: windowKind, revision, closesAt } = able;
		return { kind: "window", windowId, windowKind, revision, closesAt };
	}
	const best = nearest(open, facts);
	const lacking = best
		? isFull(best)
			? off
			: stillMissing(best, facts.environment)
		: off;
	const missing = lacking.map((signal) => ({
		signal,
		why: whyMissing(signal, best, { facts, fitting, now }),
	}));
	return { kind: "none", missing };
}

function nearest(open: readonly WindowFacts[], facts: GateFacts) {
	const lacks = (window: WindowFacts) =>
		stillMissing(window, facts.environment).length + (isFull(window) ? 0.5 : 0);
	return [...open].sort((a, b) => lacks(a) - lacks(b))[0];
}

function whyMissing(
	signal: Signal,
	best: WindowFacts | undefined,
	around: {
		facts: GateFacts;
		fitting: readonly WindowFacts[];
		now: Date;
	},
): Missing["why"] {
	const { facts, fitting, now } = around;
	if (best?.grants.some((g) => g.signal === signal && !g.grantorEntitled))
		return "grantor_lost_role";
	if (best && isFull(best) && isGranted(best, signal)) return "window_full";
	if (facts.disagreeing.includes(signal)) return "workers_disagree";
	if (best) return "not_granted";
	const granted = fitting.filter((window) => isGranted(window, signal));
	const statuses = granted.map((window) => windowStatus(window, now));
	if (statuses.includes("upcoming")) return "window_not_open_yet";
	return statuses.length > 0 ? "window_closed" : "not_granted";
}
