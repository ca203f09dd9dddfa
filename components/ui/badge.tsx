import type { ReactNode } from "react";

/** A quiet count or label; use a StatusChip where the colour would mean something. */
export function Badge({ children }: { children: ReactNode }) {
	return (
		<span className="inline-flex min-w-5 items-center justify-center rounded-sm bg-line px-1.5 py-0.5 font-medium text-ink-muted text-xs">
			{children}
		</span>
	);
}
