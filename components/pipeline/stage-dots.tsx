import { cx } from "@/components/ui/cx";
import {
	progressHeadline,
	type StageView,
} from "@/components/ui/progress-headline";
import { STAGE_LOOK } from "@/components/ui/stage-appearance";
import { TONE_TEXT } from "@/components/ui/tone";

/** The stages of a run in one line of a table: a mark each, the headline for screen readers. */
export function StageDots({ stages }: { stages: readonly StageView[] }) {
	return (
		<span className="relative top-0.5 inline-flex items-center gap-1">
			<span className="sr-only">{progressHeadline(stages)}</span>
			{stages.map(({ id, label, state, time }) => {
				const { icon: Icon, tone } = STAGE_LOOK[state];
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
