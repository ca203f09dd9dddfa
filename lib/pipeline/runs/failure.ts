import { z } from "zod";
import { AppError, type ErrorCode, messageOf } from "@/lib/core/errors";

export type RunFailure = {
	kind: "permanent" | "transient";
	/** For people: one sentence, no secrets. */
	message: string;
	/** What the other side asked for. */
	retryAfterMs: number;
};

/** Trying again helps only where the world may have changed by itself. */
const TRANSIENT: readonly ErrorCode[] = [
	"unavailable",
	"throttled",
	"conflict",
];

const MAX_MESSAGE = 500;

/** What a stage's error means for its run; anything without a code counts as transient. */
export function classifyFailure(error: unknown): RunFailure {
	const message = messageOf(error).slice(0, MAX_MESSAGE) || "unknown error";
	if (error instanceof z.ZodError)
		return {
			kind: "permanent",
			message: `the result has the wrong shape: ${z.prettifyError(error).slice(0, MAX_MESSAGE)}`,
			retryAfterMs: 0,
		};
	if (!(error instanceof AppError))
		return { kind: "transient", message, retryAfterMs: 0 };
	const asked = Number(error.details.retryAfterMs);
	return {
		kind: TRANSIENT.includes(error.code) ? "transient" : "permanent",
		message,
		retryAfterMs: Number.isFinite(asked) && asked > 0 ? asked : 0,
	};
}

/** SQLSTATE 22 and 23: the value itself is refused, now and the next time. */
export const isBadValue = (databaseCode: string): boolean =>
	/^2[23]|^P20(?:0[0-9]|1[1-3])$/.test(databaseCode);

export const refusedValue = (databaseCode: string): RunFailure => ({
	kind: "permanent",
	message: `the database refuses the result of this stage (${databaseCode})`,
	retryAfterMs: 0,
});
