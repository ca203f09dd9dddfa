import { Inbox } from "lucide-react";
import type { ReactNode } from "react";
import { StatePanel } from "./state-panel";

type EmptyStateProps = {
	/** What would be here. */
	title: string;
	/** How it fills. */
	children: ReactNode;
	/** One action. */
	action?: ReactNode;
};

export function EmptyState({ title, children, action }: EmptyStateProps) {
	return (
		<StatePanel icon={Inbox} tone="neutral" title={title} action={action}>
			{children}
		</StatePanel>
	);
}
