import { Missing } from "@/components/ui/states/missing";
import { StatusChip } from "@/components/ui/status-chip";
import { formatInstant } from "@/components/ui/time/format-time";
import { Time } from "@/components/ui/time/time";
import type { Tone } from "@/components/ui/tone";
import type { QueuePageView } from "@/lib/publishing/queue/model";

const toneOf = (leftPercent: number): Tone => {
	if (leftPercent < 10) return "bad";
	return leftPercent < 30 ? "warn" : "ok";
};

function Left(props: { percent: number; words: string }) {
	return (
		<span className="inline-flex items-baseline gap-2">
			<span className="font-medium">{props.words}</span>
			<StatusChip tone={toneOf(props.percent)}>
				{Math.round(props.percent)} % left
			</StatusChip>
		</span>
	);
}

/** How much Instagram still takes from this account, as last read. */
export function Headroom({ view }: { view: QueuePageView }) {
	const { usage, quota } = view.headroom;
	const { zone, breaker } = view;
	return (
		<dl className="grid gap-x-6 gap-y-2 sm:grid-cols-[auto_1fr]">
			<div className="contents max-sm:block">
				<dt className="text-ink-muted">Posts in 24 hours</dt>
				<dd>
					{quota ? (
						<>
							<Left
								percent={100 - (100 * quota.usage) / quota.total}
								words={`${quota.usage} of ${quota.total} used`}
							/>{" "}
							<span className="text-ink-muted text-sm">
								observed{" "}
								<Time iso={quota.observedAt} zone={zone} style="relative" />
							</span>
						</>
					) : (
						<Missing why="read before each live publish; none yet" />
					)}
				</dd>
			</div>
			<div className="contents max-sm:block">
				<dt className="text-ink-muted">API calls</dt>
				<dd>
					{usage ? (
						<>
							<Left
								percent={100 - usage.usedPercent}
								words={`${usage.usedPercent} % used`}
							/>{" "}
							<span className="text-ink-muted text-sm">
								observed{" "}
								<Time iso={usage.observedAt} zone={zone} style="relative" />
							</span>
						</>
					) : (
						<Missing why="no answer with usage headers yet" />
					)}
				</dd>
			</div>
			{breaker && (
				<div className="contents max-sm:block">
					<dt className="text-ink-muted">Circuit breaker</dt>
					<dd>
						<StatusChip tone="bad">
							open until {formatInstant(breaker.until, zone, "time")}
						</StatusChip>{" "}
						{breaker.reason}
					</dd>
				</div>
			)}
		</dl>
	);
}
