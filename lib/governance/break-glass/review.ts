import { addMs, HOUR } from "@/lib/core/time";
import { type HeldRole, roleSince } from "@/lib/governance/people/role-since";
import { isOver } from "@/lib/governance/window";
import type { WindowRecord } from "@/lib/governance/windows/store";

const LEADS = ["owner", "compliance"];

/** Somebody else looks at every broken glass within so long (AC-G9). */
export const REVIEW_MS = 24 * HOUR;

export type ReviewRefusal = "no_role" | "own" | "young" | "open" | "reviewed";

export const REVIEW_REFUSALS: Record<ReviewRefusal, string> = {
	no_role: "an owner or a compliance lead of the account reviews it",
	own: "you opened this emergency window: somebody else reviews it",
	young:
		"an owner or a compliance lead reviews it who was that since before it was broken",
	open: "it is still open: close it now, or review it once it is over",
	reviewed: "it is reviewed already",
};

export type GlassReview = {
	/** ISO; later than this it is late. */
	reviewBy: string;
	done: { by: string; at: string; note: string } | null;
	/** Past its time without a review, or reviewed after it. */
	late: boolean;
	/** Null when the reader may review it now; else the sentence that says why not. */
	refusal: string | null;
};

type Glass = Pick<
	WindowRecord,
	| "kind"
	| "state"
	| "opensAt"
	| "closesAt"
	| "requestedBy"
	| "requestedAt"
	| "reviewedBy"
	| "reviewedAt"
	| "reviewNote"
>;

type Reader = {
	now: Date;
	/** Null for a service. */
	reader: string | null;
	permitted: boolean;
	/** From when on the reader counts as an owner or a compliance lead of the account; null for nobody who does. */
	leadSince: Date | null;
	nameOf: (id: string) => string;
};

/** Would this person's review be refused, and why? */
export function refuseReview(
	glass: Omit<Glass, "kind" | "reviewedBy" | "reviewNote">,
	asking: Omit<Reader, "nameOf">,
): ReviewRefusal | null {
	const { reader, permitted, leadSince } = asking;
	if (glass.reviewedAt) return "reviewed";
	if (reader === glass.requestedBy) return "own";
	if (reader === null || !permitted || leadSince === null) return "no_role";
	if (leadSince > glass.requestedAt) return "young";
	return isOver(glass, asking.now) ? null : "open";
}

/** From when on somebody counts as an owner or a compliance lead of these accounts: since they came, or came back, and have the role (R4). */
export function leadSinceOf(
	person: { since: Date; roles: readonly HeldRole[] } | null,
	accountIds: readonly string[],
): Date | null {
	const role = person && roleSince(person.roles, LEADS, accountIds);
	return role && person.since > role ? person.since : role;
}

/** Exactly at its time it is not late yet. */
export const isLate = (
	{ requestedAt, reviewedAt }: Pick<Glass, "requestedAt" | "reviewedAt">,
	now: Date,
): boolean => (reviewedAt ?? now).getTime() - requestedAt.getTime() > REVIEW_MS;

/** How the review of a broken glass stands; null for any other window. */
export function reviewOf(glass: Glass, reader: Reader): GlassReview | null {
	if (glass.kind !== "break_glass") return null;
	const { reviewedBy, reviewedAt, reviewNote } = glass;
	const why = refuseReview(glass, reader);
	return {
		reviewBy: addMs(glass.requestedAt, REVIEW_MS).toISOString(),
		done:
			reviewedBy && reviewedAt
				? {
						by: reader.nameOf(reviewedBy),
						at: reviewedAt.toISOString(),
						note: reviewNote ?? "",
					}
				: null,
		late: isLate(glass, reader.now),
		refusal: why && REVIEW_REFUSALS[why],
	};
}
