import {
	Circle,
	CircleAlert,
	CircleCheck,
	CircleSlash,
	LoaderCircle,
	type LucideIcon,
} from "lucide-react";
import { cx } from "@/components/ui/cx";
import {
	progressHeadline,
	type StageState,
	type StageView,
} from "@/components/ui/progress-headline";
import { TONE_TEXT, type Tone } from "@/components/ui/tone";

const LOOK: Record<StageState, { icon: LucideIcon; tone: Tone }> = {
	waiting: { icon: Circle, tone: "neutral" },
	running: { icon: LoaderCircle, tone: "info" },
	done: { icon: CircleCheck, tone: "ok" },
	failed: { icon: CircleAlert, tone: "bad" },
	skipped: { icon: CircleSlash, tone: "neutral" },
};

/** The stages of a run in one line of a table: a mark each, the headline for screen readers. */
export function StageDots({ stages }: { stages: readonly StageView[] }) {
	return (
		<span className="relative top-0.5 inline-flex items-center gap-1">
			<span className="sr-only">{progressHeadline(stages)}</span>
			{stages.map(({ id, label, state, time }) => {
				const { icon: Icon, tone } = LOOK[state];
				return (
					<span
						key={id}
						aria-hidden
						title={[label, state, time].filter(Boolean).join(" · ")}
					>
						<Icon
							className={cx(
								"size-4",
								TONE_TEXT[tone],
								state === "running" && "animate-spin",
							)}
						/>
					</span>
				);
			})}
		</span>
	);
}
