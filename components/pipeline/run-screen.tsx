"use client";
import { useQuery } from "@tanstack/react-query";
import { Banner } from "@/components/ui/banner";
import { ProgressStrip } from "@/components/ui/progress-strip";
import { Section } from "@/components/ui/section";
import { QueryFailed } from "@/components/ui/states/query-failed";
import { useNow } from "@/components/ui/time/clock";
import { formatDuration } from "@/components/ui/time/format-time";
import { Time } from "@/components/ui/time/time";
import { isUnfinished } from "@/lib/pipeline/model";
import { pipelineQuery } from "@/lib/pipeline/queries";
import type { RunPageView } from "@/lib/pipeline/runs/views-page";
import { RunActions, type RunActs } from "./run-actions";
import { expectedMs, stageTime, stripOf } from "./run-appearance";
import { RunFacts } from "./run-facts";
import { StageCard } from "./stage-card";

/** "12 s elapsed, about 2.1 s expected". */
function useTiming(run: RunPageView | undefined): string | undefined {
	const nowMs = useNow(1_000);
	if (!run) return undefined;
	const endMs = run.finishedAt ? Date.parse(run.finishedAt) : nowMs;
	if (endMs === null) return undefined;
	const elapsed = formatDuration(
		Math.max(0, endMs - Date.parse(run.createdAt)),
	);
	if (!isUnfinished(run.state)) return `${elapsed} in all`;
	const usual = expectedMs(run.usualMs);
	return `${elapsed} elapsed, ${usual === null ? "no earlier run to compare with" : `about ${stageTime(usual)} expected`}`;
}

function Trouble({ run }: { run: RunPageView }) {
	if (run.state !== "failed" && run.state !== "waiting") return null;
	const waits = run.state === "waiting";
	return (
		<Banner
			announce
			tone={waits ? "warn" : "bad"}
			title={
				waits
					? `Stage ${run.stage ?? ""} failed and will be tried again`
					: `Stage ${run.stage ?? ""} failed`
			}
		>
			<p className="break-words">{run.fault}</p>
			{run.nextAttemptAt && (
				<p>
					Next try <Time iso={run.nextAttemptAt} zone={run.timeZone} />
				</p>
			)}
			<p>
				Trace ID <code className="select-all font-mono">{run.trace}</code>
			</p>
		</Banner>
	);
}

function StuckInQueue({ run }: { run: RunPageView }) {
	const nowMs = useNow(1_000);
	const waitedMs = nowMs === null ? 0 : nowMs - Date.parse(run.createdAt);
	if (run.state !== "queued" || waitedMs < 15_000) return null;
	return (
		<Banner announce tone="warn" title="No worker has taken this run yet">
			It starts as soon as one is free. If it does not, look at the workers.
		</Banner>
	);
}

type RunScreenProps = { runId: string; acts: RunActs };

/** One run, live: where it is, what each stage had and made, and what can be done about it. */
export function RunScreen({ runId, acts }: RunScreenProps) {
	const { data: run, error, refetch } = useQuery(pipelineQuery.run(runId));
	const timing = useTiming(run);
	if (!run) return <QueryFailed what="The run" error={error} retry={refetch} />;
	return (
		<>
			<ProgressStrip
				label="Stages of the run"
				stages={stripOf(run)}
				{...(timing && { timing })}
			/>
			<StuckInQueue run={run} />
			<Trouble run={run} />
			<RunActions run={run} acts={acts} />
			<div className="grid grid-cols-[minmax(0,1fr)] gap-6 xl:grid-cols-[minmax(0,1fr)_20rem]">
				<Section title="Stages" className="min-w-0">
					<ol className="space-y-3">
						{run.stages.map((stage) => (
							<li key={stage.name}>
								<StageCard run={run} stage={stage} rerun={acts.rerun} />
							</li>
						))}
					</ol>
				</Section>
				<div className="max-xl:order-first">
					<RunFacts run={run} />
				</div>
			</div>
		</>
	);
}
