import { HOUR } from "@/lib/core/time";
import {
	type EnvironmentSignals,
	type PostFacts,
	SIGNALS,
	type Signal,
	type WindowFacts,
} from "./model";

export const DEFAULT_WINDOW_MINUTES = 240;
/** A window may be granted at most this long before it opens (R3). */
export const GRANT_AHEAD_MS = 12 * HOUR;

export type WindowStatus =
	| "withdrawn"
	| "closed"
	| "expired"
	| "upcoming"
	| "open";

/** Open and expired are derived from the clock at use, `[opensAt, closesAt)` (R3). */
export function windowStatus(
	window: Pick<WindowFacts, "state" | "opensAt" | "closesAt">,
	now: Date,
): WindowStatus {
	if (window.state === "withdrawn") return "withdrawn";
	if (window.state === "closed") return "closed";
	if (now >= window.closesAt) return "expired";
	return now < window.opensAt ? "upcoming" : "open";
}

const OVER: readonly WindowStatus[] = ["withdrawn", "closed", "expired"];

/** Has it ended, by the clock or otherwise? */
export const isOver = (
	window: Pick<WindowFacts, "state" | "opensAt" | "closesAt">,
	now: Date,
): boolean => OVER.includes(windowStatus(window, now));

/** Does this window count for this post at all? */
export const isFor = (
	window: Pick<WindowFacts, "kind" | "postId">,
	post: Pick<PostFacts, "id" | "recovery">,
): boolean =>
	(window.postId === null || window.postId === post.id) &&
	(window.kind !== "recovery" || post.recovery);

export const isFull = (window: WindowFacts): boolean =>
	window.postCap !== null && window.postsUsed >= window.postCap;

/** Is this signal granted in this window by somebody who is still entitled to? */
export const isGranted = (window: WindowFacts, signal: Signal): boolean =>
	window.grants.some(
		(grant) => grant.signal === signal && grant.grantorEntitled,
	);

/** The signals that are still off when a decision takes its grants from this one window. */
export const stillMissing = (
	window: WindowFacts,
	environment: EnvironmentSignals,
): Signal[] =>
	SIGNALS.filter(
		(signal) => !environment[signal] && !isGranted(window, signal),
	);
