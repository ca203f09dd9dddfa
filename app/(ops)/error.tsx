"use client";
import { RetryButton } from "@/components/ui/actions/retry-button";
import { PageHeader } from "@/components/ui/page-header";
import { ErrorState } from "@/components/ui/states/error-state";

type PageErrorProps = { error: unknown; retry: () => void };

/** The server's log has the error under this number; the browser learns nothing else of it. */
const digestOf = (error: unknown): string | undefined =>
	error instanceof Error && "digest" in error
		? String(error.digest)
		: undefined;

export default function PageError({ error, retry }: PageErrorProps) {
	return (
		<>
			<PageHeader title="This page could not be read" />
			<ErrorState
				title="Something failed on our side"
				traceId={digestOf(error)}
				retry={<RetryButton onRetry={retry} />}
			>
				Nothing was changed. If it happens again, look at the server's log and
				at the health of the database.
			</ErrorState>
		</>
	);
}
