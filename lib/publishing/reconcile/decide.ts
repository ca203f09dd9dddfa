import { addMs, laterOf, MINUTE } from "@/lib/core/time";
import type { Poll } from "@/lib/publishing/attempts/pre-call-snapshot";
import { RECONCILE_POLLS_AFTER_MS } from "@/lib/publishing/attempts/pre-call-snapshot";

export type DoubtFacts = {
	committedAt: Date;
	quotaBefore: number | null;
	/** When the outcome became doubtful: the looks count from there. */
	doubtedAt: Date;
	/** Oldest first, the present look last. */
	looks: readonly Poll[];
};

export type Resolution =
	| { kind: "published"; mediaId: string; permalink: string | null }
	| { kind: "republish" }
	| { kind: "not_published"; why: string }
	| { kind: "look_again"; at: Date }
	| { kind: "needs_human"; why: string };
const APART_MS = MINUTE;

/**
 * What became of a call whose answer was not certain (§1.6.5). Published only on exactly one match that the container's
 * status or a caption confirms; sent again only when two reads a minute apart say FINISHED, nothing matches and the quota
 * did not move; otherwise it looks again, and at last asks a person. It never makes a new container of a doubt.
 */
export function resolveDoubt(facts: DoubtFacts): Resolution {
	const look = facts.looks.at(-1);
	if (!look) return { kind: "look_again", at: nextLookAt(facts) };
	const match = soleCandidate(look);
	if (match && isConfirmed(facts, look))
		return {
			kind: "published",
			mediaId: match.id,
			permalink: match.permalink,
		};
	const nothing = look.matches?.length === 0;
	if (nothing && (look.status === "EXPIRED" || look.status === "ERROR"))
		return {
			kind: "not_published",
			why: `the container is ${look.status}, and no such post is on the account`,
		};
	if (nothing && isStillFinished(facts) && isQuotaUnchanged(facts, look))
		return { kind: "republish" };
	if (facts.looks.length < RECONCILE_POLLS_AFTER_MS.length)
		return { kind: "look_again", at: nextLookAt(facts) };
	return { kind: "needs_human", why: describeDoubt(look) };
}

const soleCandidate = (look: Poll) =>
	look.matches?.length === 1 ? look.matches[0] : undefined;

/**
 * The container's own word counts; an unreadable container leaves the caption to tell. Without captions the same
 * single match is asked for twice: a foreign post may show up before ours does.
 */
function isConfirmed({ looks }: DoubtFacts, look: Poll): boolean {
	if (look.byCaption)
		return look.status === "PUBLISHED" || look.status === null;
	const earlier = looks.at(-2);
	const seen = earlier && soleCandidate(earlier)?.id;
	return look.status === "PUBLISHED" && seen === soleCandidate(look)?.id;
}

function isStillFinished({ looks }: DoubtFacts): boolean {
	const finished = looks.filter((look) => look.status === "FINISHED");
	const first = finished[0];
	const last = looks.at(-1);
	if (!first || !last || last.status !== "FINISHED") return false;
	return last.at.getTime() - first.at.getTime() >= APART_MS;
}

const isQuotaUnchanged = (facts: DoubtFacts, look: Poll): boolean =>
	facts.quotaBefore !== null && look.quotaUsage === facts.quotaBefore;

function nextLookAt({ doubtedAt, looks }: DoubtFacts): Date {
	const after =
		RECONCILE_POLLS_AFTER_MS[looks.length] ?? RECONCILE_POLLS_AFTER_MS[3];
	const at = addMs(doubtedAt, after);
	const last = looks.at(-1);
	// Looks that came late keep their distance.
	return last ? laterOf(at, addMs(last.at, APART_MS)) : at;
}

function describeDoubt(look: Poll): string {
	const status = look.status ?? "unreadable";
	const matches =
		look.matches === null
			? "the account's posts cannot be read"
			: `${look.matches.length} new posts could be it`;
	return `after ${RECONCILE_POLLS_AFTER_MS.length} looks: container ${status}, ${matches}`;
}
