import { ChevronRight } from "lucide-react";
import type { ReactNode } from "react";

type DisclosureProps = {
	summary: ReactNode;
	open?: boolean;
	children: ReactNode;
};

/** Opens without script; printed open. */
export function Disclosure({ summary, open, children }: DisclosureProps) {
	return (
		<details open={open} className="group">
			<summary className="inline-flex list-none items-center gap-1 rounded-sm text-ink-muted hover:text-ink pointer-coarse:min-h-11 [&::-webkit-details-marker]:hidden">
				<ChevronRight
					aria-hidden
					className="size-4 transition-transform group-open:rotate-90"
				/>
				{summary}
			</summary>
			<div className="pt-2">{children}</div>
		</details>
	);
}
