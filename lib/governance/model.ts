import type { NonEmpty } from "@/lib/core/non-empty";

export const SIGNALS = [
	"ALLOW_AUTONOMOUS_PUBLISH",
	"PUBLISH_APPROVAL_GRANTED",
	"GOVERNANCE_APPROVED",
] as const;
export type Signal = (typeof SIGNALS)[number];

/** What one worker's environment says: each signal, and the veto. */
export type EnvironmentSignals = Record<Signal, boolean> & { locked: boolean };

/** What a publishing worker says of itself, in its heartbeat row and at both gates (R1). */
export type WorkerEnvironment = EnvironmentSignals & {
	graphOnLoopback: boolean;
	testClock: boolean;
};

/** A standing or lost grant of one signal in one window. */
export type GrantFacts = {
	signal: Signal;
	grantedBy: string;
	grantedByName: string;
	grantedAt: Date;
	/** False once the grantor lost the role or was disabled: the grant counts for nothing from that moment (R4). */
	grantorEntitled: boolean;
};

/** `recovery` counts for posts that make up for failed ones; `break_glass` waives R4, and nothing else. */
export const WINDOW_KINDS = ["normal", "recovery", "break_glass"] as const;
export type WindowKind = (typeof WINDOW_KINDS)[number];

export type WindowFacts = {
	id: string;
	kind: WindowKind;
	/** The only post that it is for; null for any. */
	postId: string | null;
	revision: number;
	opensAt: Date;
	closesAt: Date;
	state: "requested" | "withdrawn" | "closed";
	/** How many posts went out live in it, and how many may. */
	postsUsed: number;
	postCap: number | null;
	/** Standing grants only; a grant taken back is no grant. */
	grants: readonly GrantFacts[];
};

export type HaltFacts = {
	id: string;
	scope: "global" | "account";
	kind: "operational" | "policy";
	reason: string;
	setByName: string;
	setAt: Date;
};

export type HoldFacts = {
	id: string;
	reason: string;
	startsAt: Date;
	endsAt: Date;
};

/** What governance knows about an account; publishing adds the post. */
export type GovernanceFacts = {
	/** Agreed by all live publishing workers; a signal on which they disagree is off. */
	environment: EnvironmentSignals;
	disagreeing: readonly Signal[];
	workersSeen: number;
	windows: readonly WindowFacts[];
	halts: readonly HaltFacts[];
	holds: readonly HoldFacts[];
	duties: "enforced" | "off";
	/** True when a test clock is on or moved while the Graph host is not on the loopback. */
	clockForbidsLive: boolean;
};

export type ApprovalFacts =
	| { kind: "none" }
	| { kind: "rejected" }
	| {
			kind: "approved";
			by: "human" | "policy";
			digest: string;
			decidedAt: Date;
			validUntil: Date;
			/** False once the approver edited the post, lost the role or was disabled (R4), or auto-clean was switched off. */
			approverEntitled: boolean;
	  };

export type PostFacts = {
	id: string;
	/** It makes up for a failed one: the error budget does not stop it. */
	recovery: boolean;
	stop: "quarantined" | "expired" | "cancelled" | null;
	expiresAt: Date;
	slotAt: Date;
	/** Digest of the payload exactly as it would be sent now (R5). */
	digest: string;
	edited: boolean;
	approval: ApprovalFacts;
};

export type GateFacts = GovernanceFacts & { post: PostFacts };

export type Missing = {
	signal: Signal;
	why:
		| "not_granted"
		| "window_not_open_yet"
		| "window_closed"
		| "window_full"
		| "grantor_lost_role"
		| "workers_disagree";
};

export type ApprovalFault =
	| "no_approval"
	| "rejected"
	| "approval_stale"
	| "approval_expired"
	| "approver_lost_role"
	| "auto_approval_void"
	| "auto_clean_off";

export type Hold =
	| {
			kind: "halt";
			haltId: string;
			scope: "global" | "account";
			reason: string;
			by: string;
	  }
	| { kind: "policy_hold"; holdId: string; until: Date; reason: string }
	| { kind: "approval"; fault: ApprovalFault }
	| { kind: "not_due"; slotAt: Date }
	| {
			kind: "second_gate";
			said: "simulated";
			missing: readonly Missing[];
			locked: boolean;
	  };

export type Authority =
	| { kind: "environment" }
	| {
			kind: "window";
			windowId: string;
			windowKind: WindowKind;
			revision: number;
			closesAt: Date;
	  };

export type GateDecision =
	| { mode: "live"; authority: Authority }
	| {
			mode: "simulated";
			missing: readonly Missing[];
			/** PUBLISH_LOCKED vetoes whatever else is on. */
			locked: boolean;
			clockForbidsLive: boolean;
			/** A missing approval is listed too. */
			approval: ApprovalFault | null;
	  }
	| { mode: "held"; why: NonEmpty<Hold> }
	| { mode: "stopped"; why: "quarantined" | "expired" | "cancelled" };

/** What a publishing worker said of itself in its heartbeat row (R1). */
export type WorkerWord = WorkerEnvironment & {
	id: string;
	host: string;
	pid: number;
};
