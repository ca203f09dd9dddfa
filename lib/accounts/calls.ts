import type { AccountState, CallsStop } from "./model";

const OF_TOKEN = "token fault: ";

/** The reason of a breaker that a new token makes needless; no other reason begins so. */
export const tokenBreakerReason = (why: string): string => `${OF_TOKEN}${why}`;

export const isOfToken = (reason: string | null): boolean =>
	reason?.startsWith(OF_TOKEN) ?? false;

type Calling = { state: AccountState; breakerUntil: Date | null };

/** Is it open now? It ends by the clock: nothing is written then. */
export const isBreakerOpen = (
	account: Pick<Calling, "breakerUntil">,
	now: Date,
): boolean => account.breakerUntil !== null && now < account.breakerUntil;

/** Why no call is to be made for an account now, or null. Posts wait for that to end, and expire when it takes too long. */
export function refuseCalls(account: Calling, now: Date): string | null {
	if (account.state === "paused") return "the account is paused";
	const { breakerUntil } = account;
	if (breakerUntil && isBreakerOpen(account, now))
		return `calls for the account are stopped until ${breakerUntil.toISOString()}`;
	return null;
}

/** The same as people are told it. */
export function viewCallsStop(
	account: Calling & { breakerReason: string | null },
	now: Date,
): CallsStop | null {
	const sentence = refuseCalls(account, now);
	if (sentence === null) return null;
	const ofToken =
		account.state !== "paused" && isOfToken(account.breakerReason);
	return { sentence, ofToken };
}
