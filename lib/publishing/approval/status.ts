import { addMs } from "@/lib/core/time";
import { describeApprovalFault } from "@/lib/governance/gate/describe";
import { approvalFault } from "@/lib/governance/gate/gate";
import { SLOT_TOLERANCE_MS } from "@/lib/publishing/post/model";
import { type Payload, sealPost } from "@/lib/publishing/post/payload";
import type { PostOnAccount } from "@/lib/publishing/post/store";
import {
	isVoidByQuarantine,
	type QuarantineFacts,
} from "@/lib/publishing/quarantine/decide";
import type { QuarantineView } from "@/lib/publishing/quarantine/model";
import {
	type ApprovalContextFacts,
	type ApprovalRow,
	approvalFacts,
	isBeforeHold,
} from "./decide";
import type { ApprovalView } from "./model";

const VOID_BY_QUARANTINE =
	"the approval was given before the quarantine, so it no longer counts";

const BEFORE_HOLD =
	"a policy hold began after it was given: the post needs a fresh approval by a person";

export function viewApproval(
	post: PostOnAccount,
	facts: { rows: readonly ApprovalRow[]; duty: ApprovalContextFacts },
	now: Date,
): ApprovalView {
	const { rows, duty } = facts;
	const approval = approvalFacts(rows, duty);
	const fault = approvalFault(
		{
			digest: sealPost(post, post.account).digest,
			edited: duty.editors.length > 0,
			approval,
		},
		now,
	);
	const last = rows.at(-1);
	const isVoid =
		last?.verdict === "approved" &&
		isVoidByQuarantine(last.decidedAt, duty.quarantine);
	const beforeHold = isBeforeHold(approval, duty.holds, now);
	return {
		kind: approval.kind,
		by: last?.kind ?? null,
		byName: last?.decidedByName ?? null,
		decidedAt: last?.decidedAt.toISOString() ?? null,
		validUntil: last?.validUntil.toISOString() ?? null,
		digest: last?.digest ?? null,
		fault,
		beforeHold,
		sentence: isVoid
			? VOID_BY_QUARANTINE
			: fault
				? describeApprovalFault(fault)
				: beforeHold
					? BEFORE_HOLD
					: null,
	};
}

/** The quarantine that stands on a post's media, for screens. */
export const viewQuarantine = ({
	standing,
}: QuarantineFacts): QuarantineView | null =>
	standing && { ...standing, at: standing.at.toISOString() };

/** Two values as text; of several, a space between two. */
export type Difference = { field: string; approved: string; now: string };

const show = (value: unknown): string =>
	typeof value === "string"
		? value
		: Array.isArray(value)
			? value.join(" ")
			: JSON.stringify(value);

/** What changed since a decision, field by field: the payload, the slot and the rules' version (R5). */
export function differencesSince(
	decided: { payload: unknown; validUntil: Date; policyVersion: string },
	post: PostOnAccount,
): Difference[] {
	const before = new Map<string, unknown>(
		Object.entries(Object(decided.payload)),
	);
	const payload: Payload = sealPost(post, post.account).payload;
	const pairs: [string, unknown, unknown][] = [
		...Object.entries(payload).map(
			([field, now]): [string, unknown, unknown] => [
				field,
				before.get(field) ?? "",
				now,
			],
		),
		[
			"slot",
			addMs(decided.validUntil, -SLOT_TOLERANCE_MS).toISOString(),
			post.slotAt.toISOString(),
		],
		["rules", decided.policyVersion, post.policyVersion],
	];
	return pairs
		.map(([field, approved, now]) => ({
			field,
			approved: show(approved),
			now: show(now),
		}))
		.filter(({ approved, now }) => approved !== now);
}
