import { addMs, MINUTE, SECOND } from "@/lib/core/time";

/** Failed tries of one key (an account name, an address or a token), as stored; of an act every try counts. */
export type FailedAttempts = {
	failures: number;
	firstAt: Date;
	blockedTo: Date;
};

/**
 * How many are free within `WINDOW_MS`; each one after that doubles the wait (T4). Nobody reads an approval every
 * three seconds for a quarter of an hour; an address may be a whole office's.
 */
export const FREE_ATTEMPTS = {
	account: 5,
	address: 20,
	token: 5,
	approval: 300,
	"approval-address": 600,
	glass: 10,
	"glass-address": 20,
} as const;
export type ThrottleKind = keyof typeof FREE_ATTEMPTS;
/** What a person who is signed in may do only so often, and so may their address. */
export type LimitedAct = "approval" | "glass";

export const WINDOW_MS = 15 * MINUTE;
const FIRST_WAIT_MS = 30 * SECOND;
const LONGEST_WAIT_MS = 15 * MINUTE;

export type ThrottleVerdict =
	| { kind: "open" }
	| { kind: "blocked"; retryAfterMs: number };

export function decideThrottle(
	tries: FailedAttempts | null,
	now: Date,
): ThrottleVerdict {
	const retryAfterMs = tries ? tries.blockedTo.getTime() - now.getTime() : 0;
	return retryAfterMs > 0
		? { kind: "blocked", retryAfterMs }
		: { kind: "open" };
}

/** The tries after one more failure at `now`; a window that has passed is forgotten. */
export function afterFailure(
	tries: FailedAttempts | null,
	kind: ThrottleKind,
	now: Date,
): FailedAttempts {
	const current = tries && addMs(tries.firstAt, WINDOW_MS) > now ? tries : null;
	const failures = (current?.failures ?? 0) + 1;
	return {
		failures,
		firstAt: current?.firstAt ?? now,
		blockedTo: addMs(now, waitMs(failures - FREE_ATTEMPTS[kind])),
	};
}

const waitMs = (over: number): number =>
	over < 0 ? 0 : Math.min(FIRST_WAIT_MS * 2 ** over, LONGEST_WAIT_MS);

/** The tries after a success took one back: it was counted before it was known. */
export const afterSuccess = (
	tries: FailedAttempts,
	now: Date,
): FailedAttempts => ({
	...tries,
	failures: Math.max(0, tries.failures - 1),
	blockedTo: tries.blockedTo < now ? tries.blockedTo : now,
});
