import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { cx } from "./cx";
import { TONE_ICON, TONE_SOFT, type Tone } from "./tone";

type StatusChipProps = {
	tone: Tone;
	/** Instead of the tone's own icon. */
	icon?: LucideIcon;
	/** The word: colour never stands alone. */
	children: ReactNode;
};

export function StatusChip({ tone, icon, children }: StatusChipProps) {
	const Icon = icon ?? TONE_ICON[tone];
	return (
		<span
			className={cx(
				"inline-flex h-5 max-w-full items-baseline gap-1 whitespace-nowrap rounded-sm px-1.5 py-0.5 font-medium text-xs",
				TONE_SOFT[tone],
			)}
		>
			<Icon aria-hidden className="size-3.5 shrink-0 self-center" />
			<span className="truncate">{children}</span>
		</span>
	);
}
