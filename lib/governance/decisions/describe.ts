import { assertNever } from "@/lib/core/assert-never";
import {
	type ApprovalFault,
	type Authority,
	type GateDecision,
	type Hold,
	SIGNALS,
} from "@/lib/governance/model";
import { describeAllMissing } from "./describe-missing";
import { describeTime, listed } from "./describe-time";
import { nameIn, type ReadRecord, type Telling } from "./record";

const APPROVAL_THEN: Record<ApprovalFault, string> = {
	no_approval: "the post was not approved",
	rejected: "the post had been rejected",
	approval_stale: "the post had changed after it was approved",
	approval_expired: "its approval had expired (6 h after the slot)",
	approver_lost_role: "whoever approved it no longer counted for it",
	auto_approval_void: "its automatic approval was void since a person edited",
	auto_clean_off: "its automatic approval counted no more",
};

const STOPPED_THEN = {
	quarantined: "its picture was quarantined",
	expired: "its slot was more than 6 hours past",
	cancelled: "it had been cancelled",
} as const;

type Then = { record: ReadRecord; telling: Telling };

function describeHold(hold: Hold, { record, telling }: Then): string {
	switch (hold.kind) {
		case "halt": {
			const where = hold.scope === "account" ? " on this account" : "";
			return `publishing was halted${where} by ${nameIn(telling, hold.by)}: ${hold.reason}`;
		}
		case "policy_hold":
			return `a policy hold until ${describeTime(hold.until, record.at, telling)} asked for a human approval given after it began (${hold.reason})`;
		case "approval":
			return APPROVAL_THEN[hold.fault];
		case "not_due":
			return `its slot, ${describeTime(hold.slotAt, record.at, telling)}, had not come`;
		case "second_gate":
			return [
				"the right to publish ended before the call",
				...(hold.locked ? ["PUBLISH_LOCKED was set"] : []),
				...describeAllMissing(hold.missing, record, telling),
			].join("; ");
		default:
			return assertNever(hold);
	}
}

function describeAuthority(
	authority: Authority,
	{ record, telling }: Then,
): string {
	if (authority.kind === "environment")
		return "the environment of the publishing workers granted all three signals, and no person stood behind it";
	const { facts, at } = record;
	const window = facts.windows.find(({ id }) => id === authority.windowId);
	const opened = window
		? `${describeTime(window.opensAt, at, telling)} to `
		: "";
	const span = `${opened}${describeTime(authority.closesAt, at, telling)}`;
	const off = SIGNALS.filter((signal) => !facts.environment[signal]);
	const grantors = (window?.grants ?? [])
		.filter(({ signal }) => off.includes(signal))
		.map(({ grantedBy }) => nameIn(telling, grantedBy));
	const by = listed([...new Set(grantors)]);
	if (authority.windowKind === "break_glass")
		return `an emergency window was open: ${by} granted every signal in the window of ${span}`;
	const all =
		off.length === SIGNALS.length
			? "all three signals were"
			: `${listed(off)} ${off.length === 1 ? "was" : "were"}, and the rest by the environment,`;
	return `${all} granted by ${by} in the window of ${span}`;
}

const describeApprover = ({ record, telling }: Then): string => {
	const { approval, approvedBy } = record.facts.post;
	if (approval.kind !== "approved") return "";
	return approval.by === "policy"
		? " and the account's policy had approved the post"
		: ` and ${approvedBy ? nameIn(telling, approvedBy) : "somebody"} had approved the post`;
};

type Simulated = Extract<GateDecision, { mode: "simulated" }>;

const describeSimulated = (decision: Simulated, { record, telling }: Then) =>
	[
		...(decision.locked ? ["PUBLISH_LOCKED was set, which vetoes"] : []),
		...(decision.clockForbidsLive
			? ["the test clock was on while the Graph host was not local"]
			: []),
		...describeAllMissing(decision.missing, record, telling),
		...(decision.approval
			? [`besides, ${APPROVAL_THEN[decision.approval]}`]
			: []),
	].join("; ");

/** The answer as a person would give it months later, names and local times included. */
export function describeDecision(record: ReadRecord, telling: Telling): string {
	const { decision } = record;
	const then = { record, telling };
	switch (decision.mode) {
		case "live":
			return `Cleared to go out live because ${describeAuthority(decision.authority, then)}${describeApprover(then)}`;
		case "simulated":
			return `Simulated because ${describeSimulated(decision, then)}`;
		case "held":
			return `Held because ${decision.why.map((hold) => describeHold(hold, then)).join("; ")}`;
		case "stopped":
			return `Stopped because ${STOPPED_THEN[decision.why]}`;
		default:
			return assertNever(decision);
	}
}

export const describeApprovalThen = (fault: ApprovalFault): string =>
	APPROVAL_THEN[fault];
