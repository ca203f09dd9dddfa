import type { GraphError } from "./errors";
import type { RateUsage } from "./usage";

/**
 * What became of one call. Nothing the platform does makes the client throw.
 * `started: false` = proven that no byte of the request left this machine.
 */
export type GraphAnswer<T> =
	| {
			ok: true;
			started: true;
			httpStatus: number;
			data: T;
			usage: RateUsage;
			/** The body as it came, tokens removed. */
			raw: unknown;
	  }
	| {
			ok: false;
			kind: "graph";
			started: true;
			httpStatus: number;
			error: GraphError;
			usage: RateUsage;
	  }
	| NoResponse;

export type NoResponse = {
	ok: false;
	kind: "no_response";
	started: boolean;
	why: NoResponseReason;
	/** Set when a status line came, but no readable answer with it. */
	httpStatus?: number;
};

export type NoResponseReason =
	| "timeout"
	| "reset"
	| "refused"
	| "aborted"
	| "unreadable";

export const noResponse = (
	why: NoResponseReason,
	facts: { started: boolean; httpStatus?: number },
): NoResponse => ({ ok: false, kind: "no_response", why, ...facts });

/** The same answer with its data changed. */
export const mapAnswer = <T, U>(
	answer: GraphAnswer<T>,
	change: (data: T) => U,
): GraphAnswer<U> =>
	answer.ok ? { ...answer, data: change(answer.data) } : answer;
