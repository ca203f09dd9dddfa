import { Heading } from "@/components/ui/heading";
import { Disclosure } from "@/components/ui/overlays/disclosure";
import { StatusChip } from "@/components/ui/status-chip";
import { ScrollRegion } from "@/components/ui/tables/scroll-region";
import { Time } from "@/components/ui/time/time";
import type { Tone } from "@/components/ui/tone";
import type { StageMarkState } from "@/lib/pipeline/model";
import type {
	RunPageView,
	StagePageView,
} from "@/lib/pipeline/runs/views-page";
import { RerunStage, type RerunStageAct } from "./rerun-stage";
import { costWords, STAGE_LABEL, stageTime } from "./run-appearance";

const LOOK: Record<StageMarkState, { tone: Tone; word: string }> = {
	pending: { tone: "neutral", word: "not begun" },
	running: { tone: "info", word: "running" },
	waiting: { tone: "warn", word: "to be tried again" },
	succeeded: { tone: "ok", word: "done" },
	failed: { tone: "bad", word: "failed" },
};

function timeWords({ usualMs }: RunPageView, stage: StagePageView): string {
	const usual = usualMs[stage.name];
	const usually = usual === undefined ? [] : [`usually ${stageTime(usual)}`];
	const took = stage.tookMs === null ? [] : [`took ${stageTime(stage.tookMs)}`];
	const tries = stage.tries > 1 ? [`${stage.tries} tries`] : [];
	const cost = costWords(stage);
	const aside =
		stage.superseded > 0 ? [`${stage.superseded} earlier set aside`] : [];
	return [
		...took,
		...usually,
		...tries,
		...(cost ? [cost] : []),
		...aside,
	].join(" · ");
}

function Raw({ label, value }: { label: string; value: unknown }) {
	return (
		<Disclosure summary={label}>
			<ScrollRegion label={label}>
				<pre className="max-h-96 overflow-y-auto p-3 font-mono text-xs">
					{JSON.stringify(value, null, 2)}
				</pre>
			</ScrollRegion>
		</Disclosure>
	);
}

function Result({ stage, zone }: { stage: StagePageView; zone: string }) {
	if (stage.said.length === 0) return null;
	return (
		<dl className="grid grid-cols-[minmax(0,1fr)] gap-x-4 gap-y-1 sm:grid-cols-[9rem_minmax(0,1fr)]">
			{stage.said.map(({ term, text, at }) => (
				<div key={`${term} ${text}`} className="contents max-sm:block">
					<dt className="text-ink-muted">{term}</dt>
					<dd className="wrap-anywhere whitespace-pre-line max-sm:mb-1">
						{at ? <Time iso={text} zone={zone} /> : text}
					</dd>
				</div>
			))}
		</dl>
	);
}

type StageCardProps = {
	run: RunPageView;
	stage: StagePageView;
	rerun: RerunStageAct;
};

/** A stage with what it had, what it made, what it took. */
export function StageCard({ run, stage, rerun }: StageCardProps) {
	const { tone, word } = LOOK[stage.state];
	const begun = stage.state !== "pending";
	return (
		<article className="space-y-2 rounded-lg border bg-surface p-4">
			<div className="flex flex-wrap items-center gap-x-3 gap-y-1">
				<Heading level={3}>{STAGE_LABEL[stage.name]}</Heading>
				<StatusChip tone={tone}>{word}</StatusChip>
				<p className="text-ink-muted text-sm">{timeWords(run, stage)}</p>
				<div className="ms-auto">
					{begun && <RerunStage run={run} stage={stage.name} rerun={rerun} />}
				</div>
			</div>
			{stage.fault && <p className="break-words text-bad">{stage.fault}</p>}
			<Result stage={stage} zone={run.timeZone} />
			{stage.input !== null && <Raw label="Input" value={stage.input} />}
			{stage.output !== null && <Raw label="Output" value={stage.output} />}
		</article>
	);
}
