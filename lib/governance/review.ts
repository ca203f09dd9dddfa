import { addMs, HOUR } from "@/lib/core/time";
import type { WindowKind } from "@/lib/governance/model";

/** Somebody else looks at every broken glass within so long (AC-G9). */
export const REVIEW_MS = 24 * HOUR;

export type ReviewRefusal = "no_role" | "own" | "reviewed";

export const REVIEW_REFUSALS: Record<ReviewRefusal, string> = {
	no_role: "an owner or a compliance lead of the account reviews it",
	own: "you broke the glass: somebody else reviews it",
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

type Glass = {
	kind: WindowKind;
	requestedBy: string;
	requestedAt: Date;
	reviewedBy: string | null;
	reviewedAt: Date | null;
	reviewNote: string | null;
};

type Reader = {
	now: Date;
	/** Null for a service. */
	reader: string | null;
	permitted: boolean;
	nameOf: (id: string) => string;
};

/** Would this person's review be refused, and why? */
export function refuseReview(
	glass: Pick<Glass, "requestedBy" | "reviewedAt">,
	{ reader, permitted }: Pick<Reader, "reader" | "permitted">,
): ReviewRefusal | null {
	if (glass.reviewedAt) return "reviewed";
	if (reader === glass.requestedBy) return "own";
	return reader !== null && permitted ? null : "no_role";
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
