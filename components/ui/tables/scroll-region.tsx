import type { ReactNode } from "react";

// A region that scrolls must be reachable by keyboard, or its far columns are lost to some.
const REACHABLE = { tabIndex: 0 };

/** Scrolls sideways inside the page instead of widening it. */
export function ScrollRegion(props: { label: string; children: ReactNode }) {
	return (
		<section
			aria-label={props.label}
			{...REACHABLE}
			data-print="flow"
			className="-outline-offset-2 relative overflow-x-auto rounded-md border bg-surface print:border-none"
		>
			{props.children}
		</section>
	);
}
