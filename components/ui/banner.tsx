import type { ReactNode } from "react";
import { cx } from "./cx";
import { TONE_ICON, TONE_SOFT, TONE_TEXT, type Tone } from "./tone";

type BannerProps = {
	tone: Tone;
	title: string;
	/** Read out when it appears: for what arises while the page is open. */
	announce?: boolean;
	action?: ReactNode;
	children?: ReactNode;
};

export function Banner(props: BannerProps) {
	const { tone, title, announce, action, children } = props;
	const Icon = TONE_ICON[tone];
	return (
		<div
			role={announce ? "status" : undefined}
			className={cx(
				"flex flex-wrap items-start gap-x-3 gap-y-2 rounded-md px-3 py-2",
				TONE_SOFT[tone],
			)}
		>
			<Icon
				aria-hidden
				className={cx("mt-0.5 size-4 shrink-0", TONE_TEXT[tone])}
			/>
			<div className="min-w-0 flex-1 basis-48">
				<p className="font-medium">{title}</p>
				{children && <div className="text-ink">{children}</div>}
			</div>
			{action && <div data-print="hide">{action}</div>}
		</div>
	);
}
