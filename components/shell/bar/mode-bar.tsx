import type { ReactNode } from "react";
import { cx } from "@/components/ui/cx";
import { ModeUntil } from "./mode-until";
import { flagWords, MODE_LOOK, type ModeView, modeFacts } from "./mode-view";

type ModeBarProps = {
	view: ModeView;
	/** The zone in which the end is shown. */
	zone: string;
	/** The brake, always within reach. */
	haltAction?: ReactNode;
};

/** Says in words, on every page, whether posts really go out. */
export function ModeBar({ view, zone, haltAction }: ModeBarProps) {
	const { word, icon: Icon, ground } = MODE_LOOK[view.mode];
	const facts = modeFacts(view);
	const flags = flagWords(view.flags);
	return (
		<section
			aria-label="Publishing mode"
			className={cx(
				"flex min-h-10 items-center gap-3 px-4 py-1 lg:px-6 print:border print:bg-transparent print:text-ink",
				ground,
			)}
		>
			<div className="flex min-w-0 flex-1 flex-wrap items-center gap-x-3">
				<p
					role="status"
					className="flex min-w-0 flex-wrap items-center gap-x-3 max-sm:text-sm"
				>
					<strong className="flex items-center gap-2 whitespace-nowrap font-semibold tracking-wide">
						<Icon aria-hidden className="size-4 shrink-0" />
						{word}
					</strong>
					<span className="max-sm:line-clamp-3">{view.sentence}</span>
				</p>
				{view.until && (
					<ModeUntil word={word} untilIso={view.until} zone={zone} />
				)}
				{facts.length > 0 && (
					<p className="min-w-0 max-sm:sr-only">{facts.join(" · ")}</p>
				)}
				{flags.length > 0 && (
					<ul aria-label="Warnings" className="flex flex-wrap gap-1">
						{flags.map((flag) => (
							<li
								key={flag}
								className="rounded-sm border border-current px-1 font-medium text-xs"
							>
								{flag}
							</li>
						))}
					</ul>
				)}
			</div>
			{haltAction && (
				<div data-print="hide" className="shrink-0">
					{haltAction}
				</div>
			)}
		</section>
	);
}
