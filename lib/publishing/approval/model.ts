import type { ApprovalFault } from "@/lib/governance/model";

/** Where a post's approval stands now: what was decided, and why it does not count, if it does not. */
export type ApprovalView = {
	kind: "none" | "rejected" | "approved";
	by: "human" | "policy" | null;
	byName: string | null;
	decidedAt: string | null;
	validUntil: string | null;
	digest: string | null;
	fault: ApprovalFault | null;
	/** A policy hold is on that it is older than: only a fresh approval by a person lets the post out. */
	beforeHold: boolean;
	sentence: string | null;
};
