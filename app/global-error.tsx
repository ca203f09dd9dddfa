"use client";
import { Button } from "@/components/ui/button";
import { ErrorState } from "@/components/ui/states/error-state";
import "./globals.css";

type GlobalErrorProps = { error: unknown; retry: () => void };

/** Stands in for the whole page when even the frame cannot be drawn, as without a database. */
export default function GlobalError({ error, retry }: GlobalErrorProps) {
	const traceId =
		error instanceof Error && "digest" in error
			? String(error.digest)
			: undefined;
	return (
		<html lang="en">
			<body>
				<main className="mx-auto max-w-xl p-4 py-16">
					<h1 className="sr-only">Signalbox cannot answer</h1>
					<ErrorState
						title="Signalbox cannot answer right now"
						traceId={traceId}
						retry={<Button onClick={retry}>Try again</Button>}
					>
						The database may be down. Publishing decides by the database too, so
						nothing goes out while it is.
					</ErrorState>
				</main>
			</body>
		</html>
	);
}
