import { assertNever } from "@/lib/core/assert-never";
import {
	ERROR_TABLE,
	type ErrorLetter,
	type ErrorRow,
	UNKNOWN_ROW,
} from "./error-table";

/** A platform error as our client hands it on; holds no token. */
export type GraphError = {
	code: number;
	subcode: number | null;
	message: string;
	type: string;
	isTransient: boolean;
	fbtraceId: string | null;
};

export type GraphStep = "create" | "poll" | "publish" | "read";

export type ErrorClass =
	| "permanent"
	| "transient"
	| "new_container"
	| "wait"
	| "account"
	| "ambiguous"
	| "not_ready";

export type GraphVerdict = {
	class: ErrorClass;
	meaning: string;
	/** How often this class may be retried before `afterRetries`; 0 never, null as long as the caller likes. */
	maxRetries: number | null;
	/** The class once the retries are used up, when there is one. */
	afterRetries?: ErrorClass;
	/** Send nothing for this account for so long, and call a person. */
	circuitBreakMs?: number;
};

type Facts = Pick<GraphError, "code" | "subcode" | "message" | "isTransient">;

/**
 * How to take a platform error at a step. Judged by code and subcode, never by HTTP status (§1.7).
 * At `publish` only the rejections of §1.6.4 count as "not published"; all else is `ambiguous`.
 */
export function classifyGraphError(
	error: Facts,
	step: GraphStep,
): GraphVerdict {
	const row = rowOf(error);
	const brake =
		row.circuitBreakMs === undefined
			? {}
			: { circuitBreakMs: row.circuitBreakMs };
	if (step === "publish" && !isDefiniteRejection(error))
		return {
			class: "ambiguous",
			meaning: row.meaning,
			maxRetries: 0,
			...brake,
		};
	const letter = letterAt(row, step);
	// A letter that was changed for the step brings no retries of the row with it.
	const changed = letter !== row.letter;
	return {
		class: CLASS_OF[letter],
		meaning: row.meaning,
		maxRetries: changed ? 0 : row.maxRetries,
		...(row.afterRetries && !changed
			? { afterRetries: CLASS_OF[row.afterRetries] }
			: {}),
		...brake,
	};
}

/**
 * What a container in status ERROR means, from the text of its `status` field (§1.3).
 * The container itself is dead, so what would be retried takes a new container.
 */
export function classifyContainerError(status: string): GraphVerdict {
	const subcode = Number(/\b2\d{6}\b/.exec(status)?.[0] ?? Number.NaN);
	const row = ERROR_TABLE.find((r) => r.subcode === subcode) ?? UNKNOWN_ROW;
	if (row.letter === "P" || row.letter === "A")
		return { class: CLASS_OF[row.letter], meaning: row.meaning, maxRetries: 0 };
	return {
		class: "new_container",
		meaning: row.meaning,
		maxRetries: 1,
		afterRetries: "permanent",
	};
}

const CLASS_OF = {
	P: "permanent",
	T: "transient",
	N: "new_container",
	W: "wait",
	A: "account",
	X: "ambiguous",
	K: "not_ready",
} as const satisfies Record<ErrorLetter, ErrorClass>;

function letterAt(row: ErrorRow, step: GraphStep): ErrorLetter {
	switch (step) {
		case "create":
			return row.onCreate ?? row.letter;
		case "poll":
		case "read":
			// Nothing was published by a read, so nothing is in doubt.
			return row.letter === "X" ? (row.onCreate ?? "A") : row.letter;
		case "publish":
			return row.letter;
		default:
			return assertNever(step);
	}
}

function rowOf(error: Facts): ErrorRow {
	const fits = (row: ErrorRow) =>
		row.message === undefined || row.message.test(error.message);
	const find = (test: (row: ErrorRow) => boolean) =>
		ERROR_TABLE.find((row) => test(row) && fits(row));
	const { code, subcode } = error;
	return (
		(subcode === null
			? undefined
			: (find((row) => row.code === code && row.subcode === subcode) ??
				find((row) => row.code === null && row.subcode === subcode))) ??
		find((row) => row.code === code && row.subcode === null) ??
		find((row) => row.subcode === null && inRange(row.code, code)) ??
		UNKNOWN_ROW
	);
}

const inRange = (range: ErrorRow["code"], code: number): boolean =>
	typeof range === "object" &&
	range !== null &&
	code >= range[0] &&
	code <= range[1];

/** §1.6.4: the answers to `media_publish` that prove nothing was published. */
function isDefiniteRejection({ code, subcode, isTransient }: Facts): boolean {
	if (code === 9007 && subcode === 2207027) return true;
	if (code === 9 && subcode === 2207042) return true;
	if (isTransient) return false;
	// §1.7: 100/33 also comes from a read outage, so around a publish it proves nothing.
	if (code === 100) return subcode !== 33;
	return (
		code === 190 || code === 10 || code === 200 || inRange([36000, 36999], code)
	);
}
