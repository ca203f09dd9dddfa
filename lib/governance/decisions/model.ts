import type { GateDecision, Signal, WindowKind } from "@/lib/governance/model";
import type { GatePhase } from "./model-record";

/** How one signal stood when the gate was asked. */
export type SignalThen = {
	signal: Signal;
	on: boolean;
	source: "environment" | "window" | "none";
	grantedBy: string | null;
	grantedAt: string | null;
	/** When the window that lent it was to end. */
	until: string | null;
	/** Why it was off; null when it was on. */
	why: string | null;
};

export type WindowThen = {
	id: string;
	kind: WindowKind;
	revision: number;
	opensAt: string;
	closesAt: string;
	/** When somebody ended it early; null when nobody had. */
	closedAt: string | null;
	status: "open" | "upcoming" | "expired" | "closed" | "withdrawn";
	postsUsed: number;
	postCap: number | null;
	requestedBy: string;
	/** Standing then; one whose grantor had lost the role counted for nothing. */
	grants: { signal: Signal; by: string; at: string; counted: boolean }[];
	/** Did the answer rest on it? */
	used: boolean;
};

export type WorkerThen = {
	id: string;
	place: string | null;
	/** What its environment set: signals, and the veto. */
	set: string[];
	asked: boolean;
};

export type ApprovalThen = {
	by: string;
	kind: "human" | "policy";
	decidedAt: string;
	validUntil: string;
	digest: string;
};

export type StopThen = {
	id: string;
	kind: "halt" | "policy hold";
	by: string;
	reason: string;
	since: string;
	until: string | null;
};

/** The event of the chain that carries the record's digest. */
export type ProofView = {
	seq: string;
	hash: string;
	/** Is the record what it was when the event was written? */
	intact: boolean;
};

/** One answer of the gate, for people. */
export type DecisionView = {
	id: string;
	postId: string;
	accountId: string;
	handle: string;
	zone: string;
	at: string;
	phase: GatePhase;
	mode: GateDecision["mode"];
	/** What a person would say, local times of the account in it. */
	sentence: string;
	/** The same reason by reason, as the gate says it. */
	reasons: string[];
	signals: SignalThen[];
	windows: WindowThen[];
	approval: ApprovalThen | null;
	/** Why the approval did not count; null when it did. */
	approvalFault: string | null;
	/** What would have been sent. */
	digest: string;
	slotAt: string;
	brakes: StopThen[];
	locked: boolean;
	workers: WorkerThen[];
	duties: string;
	policyVersion: string;
	sha256: string;
};
