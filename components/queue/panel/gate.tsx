import Link from "next/link";
import { decisionHref, PHASE } from "@/components/decisions/look";
import { CallsStopped } from "@/components/governance/calls-stopped";
import { Sentence } from "@/components/governance/sentence";
import { awaitsGate } from "@/components/queue/appearance";
import { StatusChip } from "@/components/ui/status-chip";
import { Time } from "@/components/ui/time/time";
import type { Tone } from "@/components/ui/tone";
import type { PostPanel } from "@/lib/publishing/queue/views-panel";

const TONE: Record<string, Tone> = {
	live: "live",
	simulated: "info",
	held: "warn",
	stopped: "bad",
};

function Reasons({
	reasons,
	zone,
}: {
	reasons: readonly string[];
	zone: string;
}) {
	return (
		<ul className="list-disc space-y-0.5 ps-4">
			{reasons.map((reason) => (
				<li key={reason} className="break-words">
					<Sentence text={reason} zone={zone} />
				</li>
			))}
		</ul>
	);
}

type Decision = PostPanel["decisions"][number];

function Decided({ decision, zone }: { decision: Decision; zone: string }) {
	return (
		<li className="space-y-1">
			<p className="flex flex-wrap items-center gap-2">
				<StatusChip tone={TONE[decision.mode] ?? "neutral"}>
					{decision.mode}
				</StatusChip>
				<span className="text-ink-muted text-sm">
					<Time iso={decision.at} zone={zone} showZone={false} />,{" "}
					{PHASE[decision.phase]}
				</span>
			</p>
			<p className="break-words">
				{decision.sentence}.{" "}
				<Link href={decisionHref(decision.id)} className="prose-link">
					Decision record
				</Link>
			</p>
			{decision.duties !== "enforced" && (
				<p className="text-sm text-warn">
					Separation of duties: {decision.duties}
				</p>
			)}
		</li>
	);
}

/** What the gate said each time it was asked, and what it would say now. */
export function PostGate({ post }: { post: PostPanel }) {
	const { explanation, decisions, timeZone } = post;
	return (
		<div className="space-y-3">
			{awaitsGate(post.state) && (
				<div className="space-y-1">
					<p className="flex flex-wrap items-center gap-2">
						If its slot came now:
						<StatusChip tone={TONE[explanation.mode] ?? "neutral"}>
							{explanation.mode}
						</StatusChip>
					</p>
					<Reasons reasons={explanation.reasons} zone={timeZone} />
					{explanation.callsStop && (
						<p className="text-warn">
							It would wait:{" "}
							<CallsStopped stop={explanation.callsStop} zone={timeZone} />
						</p>
					)}
				</div>
			)}
			{decisions.length === 0 ? (
				<p className="text-ink-muted">
					The gate has not been asked yet: it is when the slot comes.
				</p>
			) : (
				<ol className="space-y-3">
					{decisions.map((decision) => (
						<Decided key={decision.id} decision={decision} zone={timeZone} />
					))}
				</ol>
			)}
			<p className="text-sm">
				<Link href="/governance" className="prose-link">
					Signals, windows and halts
				</Link>
			</p>
		</div>
	);
}
