import { addMs } from "@/lib/core/time";
import type { ApprovalFacts } from "@/lib/governance/model";
import {
	describePost,
	isPostOpen,
	type PostState,
	SLOT_TOLERANCE_MS,
	UNSENT_STATES,
	WAITING_STATES,
} from "@/lib/publishing/post/model";
import {
	isVoidByQuarantine,
	type QuarantineFacts,
	refuseQuarantined,
} from "@/lib/publishing/quarantine/decide";

export type ApprovalRow = {
	verdict: "approved" | "rejected";
	kind: "human" | "policy";
	/** A person's id, or the policy version for `policy`. */
	decidedBy: string;
	decidedByName: string;
	decidedAt: Date;
	digest: string;
	validUntil: Date;
};

export type ApproverFacts = {
	personId: string;
	/**
	 * Since when the person has, without a break, been enabled with a role that may approve on
	 * this account; null when not so now. What they decided earlier counts no more (R4).
	 */
	entitledSince: Date | null;
};

export type ApprovalContextFacts = {
	editors: readonly string[];
	approvers: readonly ApproverFacts[];
	duties: "enforced" | "off";
	/** Since when the account's policy has been auto-clean without a break; null while people approve. */
	autoCleanSince: Date | null;
	/** What the post's media went through. */
	quarantine: QuarantineFacts;
	/** Policy holds on the account, whether on now or not. */
	holds: readonly HoldSpan[];
};

/** [startsAt, endsAt) of a policy hold. */
export type HoldSpan = { startsAt: Date; endsAt: Date };

/** Is a policy hold on that only a human approval given after it began answers (AC-G8)? */
export const isBeforeHold = (
	approval: ApprovalFacts,
	holds: readonly HoldSpan[],
	now: Date,
): boolean =>
	approval.kind === "approved" &&
	holds.some(
		({ startsAt, endsAt }) =>
			now >= startsAt &&
			now < endsAt &&
			(approval.by === "policy" || approval.decidedAt <= startsAt),
	);

export const approvalValidUntil = (slotAt: Date): Date =>
	addMs(slotAt, SLOT_TOLERANCE_MS);

/**
 * What the gate is told of a post's approval: the latest decision counts, unless it is older than the end
 * of a quarantine of the media (R5).
 * Staleness, expiry and the void of an automatic approval are the gate's to judge.
 * @param rows in order of decision, oldest first
 */
export function approvalFacts(
	rows: readonly ApprovalRow[],
	duty: ApprovalContextFacts,
): ApprovalFacts {
	const last = rows.at(-1);
	if (!last) return { kind: "none" };
	if (last.verdict === "rejected") return { kind: "rejected" };
	if (isVoidByQuarantine(last.decidedAt, duty.quarantine))
		return { kind: "none" };
	return {
		kind: "approved",
		by: last.kind,
		digest: last.digest,
		decidedAt: last.decidedAt,
		validUntil: last.validUntil,
		approverEntitled:
			last.kind === "policy"
				? duty.autoCleanSince !== null && duty.autoCleanSince <= last.decidedAt
				: isEntitled(last, duty),
	};
}

function isEntitled(row: ApprovalRow, duty: ApprovalContextFacts): boolean {
	if (duty.duties === "enforced" && duty.editors.includes(row.decidedBy))
		return false;
	return duty.approvers.some(
		({ personId, entitledSince }) =>
			personId === row.decidedBy &&
			entitledSince !== null &&
			entitledSince <= row.decidedAt,
	);
}

export type ApproveRefusal =
	| "edited_it"
	| "changed"
	| "state"
	| "expired"
	| "already_approved";

const APPROVE_REFUSALS: Record<ApproveRefusal, string> = {
	edited_it: "you edited this post: somebody else must approve it",
	changed: "the post changed since you looked at it: look again",
	state: "only a queued or held post can be approved",
	expired:
		"its slot is more than 6 hours past: give it a new one, then approve",
	already_approved: "it is approved already, exactly as it stands",
};

/** What stands against an approval by this person, quarantine aside; null means nothing (R4, R5). */
export function refuseApproval(
	facts: {
		post: { state: PostState; digest: string; expiresAt: Date };
		seenDigest: string | undefined;
		personId: string;
		duty: ApprovalContextFacts;
		rows: readonly ApprovalRow[];
	},
	now: Date,
): ApproveRefusal | null {
	const { post, duty, personId } = facts;
	if (!isPostOpen(post.state)) return "state";
	if (now >= post.expiresAt) return "expired";
	if (facts.seenDigest !== undefined && facts.seenDigest !== post.digest)
		return "changed";
	if (duty.duties === "enforced" && duty.editors.includes(personId))
		return "edited_it";
	const standing = approvalFacts(facts.rows, duty);
	const same =
		standing.kind === "approved" &&
		standing.by === "human" &&
		standing.digest === post.digest &&
		standing.approverEntitled &&
		!isBeforeHold(standing, duty.holds, now);
	return same && facts.rows.at(-1)?.decidedBy === personId
		? "already_approved"
		: null;
}

/** Why this person may not approve this post as it stands, as a sentence; null means they may. */
export function describeApprovalRefusal(
	facts: Parameters<typeof refuseApproval>[0],
	now: Date,
): string | null {
	const quarantined = refuseQuarantined(facts.post, facts.duty.quarantine);
	if (quarantined) return quarantined;
	const why = refuseApproval(facts, now);
	return why && APPROVE_REFUSALS[why];
}

type StoppablePost = { state: PostState; quarantine: QuarantineFacts };

/** Of a brake, in order: what a quarantine stopped, then the state. */
const refuseStop = (
	{ state, quarantine }: StoppablePost,
	{ from, verb }: { from: readonly PostState[]; verb: string },
): string | null => {
	// A brake stays within reach of a post whose picture alone is quarantined.
	const stopped =
		state === "quarantined" ? refuseQuarantined({ state }, quarantine) : null;
	if (stopped || from.includes(state)) return stopped;
	return `${describePost(state)} cannot be ${verb}`;
};

export const refuseReject = (post: StoppablePost): string | null =>
	refuseStop(post, { from: UNSENT_STATES, verb: "rejected" });

export const refuseHold = (post: StoppablePost): string | null =>
	refuseStop(post, { from: WAITING_STATES, verb: "held" });
