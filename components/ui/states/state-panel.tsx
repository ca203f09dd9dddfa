import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { cx } from "@/components/ui/cx";
import { TONE_TEXT, type Tone } from "@/components/ui/tone";

type StatePanelProps = {
	icon: LucideIcon;
	tone: Tone;
	title: string;
	role?: "alert";
	action?: ReactNode;
	children: ReactNode;
};

/** The common shape of a place that has nothing to show. */
export function StatePanel(props: StatePanelProps) {
	const { icon: Icon, tone, title, role, action, children } = props;
	return (
		<div
			role={role}
			className="flex items-start gap-3 rounded-lg border border-dashed bg-surface p-4"
		>
			<Icon
				aria-hidden
				className={cx("mt-0.5 size-5 shrink-0", TONE_TEXT[tone])}
			/>
			<div className="min-w-0 space-y-1">
				<p className="font-semibold">{title}</p>
				<div className="max-w-prose break-words text-ink-muted">{children}</div>
				{action && <div className="flex flex-wrap gap-2 pt-2">{action}</div>}
			</div>
		</div>
	);
}
