import { CircleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { StatePanel } from "./state-panel";

type ErrorStateProps = {
	/** What failed, in the reader's words. */
	title: string;
	children?: ReactNode;
	/** What a colleague searches the logs for. */
	traceId?: string | undefined;
	/** The way to try again. */
	retry?: ReactNode;
};

export function ErrorState(props: ErrorStateProps) {
	const { title, children, traceId, retry } = props;
	return (
		<StatePanel
			icon={CircleAlert}
			tone="bad"
			title={title}
			role="alert"
			action={retry}
		>
			{children}
			{traceId && (
				<p>
					Trace ID <code className="select-all font-mono">{traceId}</code>
				</p>
			)}
		</StatePanel>
	);
}
