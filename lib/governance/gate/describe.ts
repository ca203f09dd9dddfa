import { assertNever } from "@/lib/core/assert-never";
import type {
	ApprovalFault,
	GateDecision,
	Hold,
	Missing,
} from "@/lib/governance/model";

const WHY_MISSING: Record<Missing["why"], string> = {
	not_granted: "is not granted",
	window_not_open_yet: "is granted in a window that is not open yet",
	window_closed: "was granted in a window that has ended",
	window_full: "is granted in a window whose post count is used up",
	grantor_lost_role:
		"was granted by somebody who no longer holds the role for it",
	workers_disagree: "is on for some workers and off for others, so it is off",
};

const APPROVAL_FAULTS: Record<ApprovalFault, string> = {
	no_approval: "the post is not approved",
	rejected: "the post was rejected",
	approval_stale: "the post changed after it was approved",
	approval_expired: "the approval has expired (6 h after the slot)",
	approver_lost_role: "the approver no longer counts for this post",
	auto_approval_void: "the automatic approval is void since a person edited",
	auto_clean_off:
		"the automatic approval counts no more: auto-clean was switched off, or one of the two who switched it on no longer holds the role",
};

const describeMissing = ({ signal, why }: Missing): string =>
	`${signal} ${WHY_MISSING[why]}`;

export const describeApprovalFault = (fault: ApprovalFault): string =>
	APPROVAL_FAULTS[fault];

function describeHold(hold: Hold): string {
	switch (hold.kind) {
		case "halt":
			return `publishing is halted${hold.scope === "account" ? " on this account" : ""} by ${hold.by}: ${hold.reason}`;
		case "policy_hold":
			return `policy hold until ${hold.until.toISOString()} (${hold.reason}): the post needs a human approval given after the hold began`;
		case "approval":
			return describeApprovalFault(hold.fault);
		case "not_due":
			return `its slot is ${hold.slotAt.toISOString()}, not yet`;
		case "second_gate":
			return [
				"the right to publish ended before the call",
				...hold.missing.map(describeMissing),
				...(hold.locked ? ["PUBLISH_LOCKED is set"] : []),
			].join("; ");
		default:
			return assertNever(hold);
	}
}

/** What a person would say about the gate's answer, one sentence a reason. */
export function describeReasons(decision: GateDecision): string[] {
	switch (decision.mode) {
		case "live":
			return decision.authority.kind === "environment"
				? [
						"the environment grants all three signals: environment, duties not enforced",
					]
				: [
						`${decision.authority.windowKind === "break_glass" ? "an emergency window is open: all three signals are granted by one person" : "all three signals are granted"} until ${decision.authority.closesAt.toISOString()}`,
					];
		case "simulated":
			return [
				...(decision.locked ? ["PUBLISH_LOCKED vetoes every live post"] : []),
				...(decision.clockForbidsLive
					? ["the test clock is on while the Graph host is not local"]
					: []),
				...decision.missing.map(describeMissing),
				...(decision.approval
					? [describeApprovalFault(decision.approval)]
					: []),
			];
		case "held":
			return decision.why.map(describeHold);
		case "stopped":
			return [`the post is ${decision.why}`];
		default:
			return assertNever(decision);
	}
}
