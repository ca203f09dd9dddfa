"use client";
import { RetryButton } from "@/components/ui/actions/retry-button";
import { AppError, messageOf } from "@/lib/core/errors";
import { ErrorState } from "./error-state";

type QueryFailedProps = {
	/** As "The runs". */
	what: string;
	error: unknown;
	retry: () => unknown;
};

const traceOf = (error: unknown): string | undefined =>
	error instanceof AppError && typeof error.details.traceId === "string"
		? error.details.traceId
		: undefined;

/** Stands where live data could not be read. */
export function QueryFailed({ what, error, retry }: QueryFailedProps) {
	return (
		<ErrorState
			title={`${what} could not be read`}
			traceId={traceOf(error)}
			retry={<RetryButton onRetry={() => void retry()} />}
		>
			{error ? messageOf(error) : "There was no answer."}
		</ErrorState>
	);
}
