import Link from "next/link";
import { decisionHref } from "@/components/decisions/look";
import { StatusChip } from "@/components/ui/status-chip";
import { formatDuration } from "@/components/ui/time/format-time";
import { Time } from "@/components/ui/time/time";
import type { Tone } from "@/components/ui/tone";
import type { PostPanel } from "@/lib/publishing/queue/views-panel";

type Attempt = PostPanel["attempts"][number];

const TONE: Record<string, Tone> = {
	published: "live",
	simulated: "info",
	retry: "warn",
	failed: "bad",
};

function responseOf(attempt: Attempt): string {
	const { responseKind, httpStatus, platformCode, errorClass } = attempt;
	if (responseKind === "simulated") return "no call: simulated";
	if (responseKind === "no_response") return "no response";
	return [`HTTP ${httpStatus}`, platformCode, errorClass]
		.filter(Boolean)
		.join(" · ");
}

/** Every try at publishing, newest first. */
export function PostAttempts({ post }: { post: PostPanel }) {
	const { attempts, timeZone, doubt } = post;
	return (
		<div className="space-y-3">
			{doubt && (
				<p className="text-bad">
					A call of <Time iso={doubt.committedAt} zone={timeZone} /> has no
					certain outcome.{" "}
					{doubt.nextLookAt && (
						<>
							Next look <Time iso={doubt.nextLookAt} zone={timeZone} />.
						</>
					)}
				</p>
			)}
			{attempts.length === 0 && !doubt && (
				<p className="text-ink-muted">Not tried yet.</p>
			)}
			<ol className="space-y-3">
				{attempts.map((attempt) => (
					<li key={attempt.id} className="space-y-0.5">
						<p className="flex flex-wrap items-center gap-2">
							<StatusChip tone={TONE[attempt.outcome] ?? "neutral"}>
								{attempt.outcome}
							</StatusChip>
							<span className="text-ink-muted text-sm">
								<Time
									iso={attempt.finishedAt}
									zone={timeZone}
									showZone={false}
								/>{" "}
								· {formatDuration(attempt.tookMs)} · retry {attempt.retryCount}
							</span>
						</p>
						<p>{responseOf(attempt)}</p>
						{attempt.message && (
							<p className="break-words text-ink-muted">{attempt.message}</p>
						)}
						<p className="text-ink-muted text-xs">
							payload{" "}
							<code className="break-all font-mono">{attempt.payloadHash}</code>
						</p>
						<Link
							href={decisionHref(attempt.decisionId)}
							className="prose-link text-sm"
						>
							The decision it rests on
						</Link>
					</li>
				))}
			</ol>
		</div>
	);
}
