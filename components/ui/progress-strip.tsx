import { cx } from "./cx";
import { progressHeadline, type StageView } from "./progress-headline";
import { STAGE_LOOK } from "./stage-appearance";
import { TONE_TEXT } from "./tone";

type ProgressStripProps = {
	label: string;
	stages: readonly StageView[];
	/** As "0:42 elapsed, about 2 min expected". */
	timing?: string;
};

export function ProgressStrip({ label, stages, timing }: ProgressStripProps) {
	return (
		<div className="space-y-2">
			<p role="status">
				<span className="font-medium">{progressHeadline(stages)}</span>
				{timing && <span className="text-ink-muted"> · {timing}</span>}
			</p>
			<ol
				aria-label={label}
				className="flex flex-wrap gap-px overflow-hidden rounded-md border bg-line"
			>
				{stages.map((stage) => (
					<Stage key={stage.id} stage={stage} />
				))}
			</ol>
		</div>
	);
}

function Stage({ stage }: { stage: StageView }) {
	const { icon: Icon, tone } = STAGE_LOOK[stage.state];
	const facts = [stage.time, stage.cost].filter(Boolean).join(" · ");
	return (
		<li
			aria-current={stage.state === "running" ? "step" : undefined}
			className="min-w-28 flex-1 bg-surface px-3 py-2"
		>
			<p className="font-medium">{stage.label}</p>
			<p className={cx("flex items-center gap-1 text-sm", TONE_TEXT[tone])}>
				<Icon
					aria-hidden
					className={cx(
						"size-3.5 shrink-0",
						stage.state === "running" && "animate-spin",
					)}
				/>
				{stage.state}
			</p>
			<p className="text-ink-muted text-xs">{facts || "\u00a0"}</p>
		</li>
	);
}
