import { LoaderCircle } from "lucide-react";
import Link from "next/link";
import { CallsStopped } from "@/components/governance/calls-stopped";
import { Sentence } from "@/components/governance/sentence";
import { approvalLook, POST_LOOK } from "@/components/queue/appearance";
import { describeModeration } from "@/components/queue/describe-bulk";
import { Banner } from "@/components/ui/banner";
import { StatusChip } from "@/components/ui/status-chip";
import { Time } from "@/components/ui/time/time";
import { hasEnded, type PostState as State } from "@/lib/publishing/post/model";
import { isMoving } from "@/lib/publishing/queue/queries";
import type { PostPanel } from "@/lib/publishing/queue/views-panel";

const REASONED: readonly State[] = ["simulated", "published", "held"];

/** Why it ended or stands as it does: the gate's last words, or what went wrong. */
function reasonsOf(post: PostPanel): readonly string[] {
	if (post.state === "held")
		return post.heldWhy.map(({ kind, sentence }) =>
			kind === "moderation" ? (describeModeration(post) ?? sentence) : sentence,
		);
	if (REASONED.includes(post.state)) return post.decisions[0]?.reasons ?? [];
	const waitsFor = stopOf(post) ? null : post.waitsFor;
	return [post.fault, waitsFor].filter((why) => why !== null);
}

/** What stops the calls that the post waits for. */
const stopOf = (post: PostPanel) =>
	post.waitsFor === null ? null : post.explanation.callsStop;

const TITLE: Partial<Record<State, string>> = {
	simulated: "Published as a simulation: nothing went to Instagram",
	published: "Live on Instagram",
	held: "On hold",
	failed: "Publishing failed",
	expired: "Its slot passed without it",
	unknown: "Nobody knows yet whether it is live",
	needs_human: "A person has to look at Instagram and say whether it is live",
	cancelled: "Rejected",
	quarantined: "Stopped by a quarantine that has ended",
};

/** Who quarantined its picture, when and why; whatever became of the post. */
function QuarantineNote({ post }: { post: PostPanel }) {
	if (!post.quarantine) return null;
	const { byName, at, reason } = post.quarantine;
	return (
		<Banner tone="bad" title="Quarantined">
			<p className="break-words">
				Quarantined by {byName} on <Time iso={at} zone={post.timeZone} />:{" "}
				{reason}
			</p>
			{post.state === "published" && (
				<p>Signalbox cannot delete a post: delete it in Instagram.</p>
			)}
		</Banner>
	);
}

/** Where the post stands, kept up to date, with the reasons. */
export function PostState({ post }: { post: PostPanel }) {
	const look = POST_LOOK[post.state];
	const approval = approvalLook(post.approval);
	const reasons = reasonsOf(post);
	const noted = post.state === "quarantined" && post.quarantine !== null;
	const title = noted ? undefined : TITLE[post.state];
	const plain = noted || title ? [] : reasons;
	const stop = stopOf(post);
	return (
		<div className="space-y-2" role="status">
			<p className="flex flex-wrap items-center gap-2">
				<StatusChip tone={look.tone}>{look.word}</StatusChip>
				{!hasEnded(post.state) && (
					<StatusChip tone={approval.tone}>{approval.word}</StatusChip>
				)}
				<span>
					slot <Time iso={post.slotAt} zone={post.timeZone} />
				</span>
			</p>
			{isMoving(post) && (
				<p className="flex items-center gap-2 text-ink-muted">
					<LoaderCircle aria-hidden className="size-4 animate-spin" />
					It is on its way; this changes by itself.
				</p>
			)}
			{stop && (
				<p className="text-warn">
					<CallsStopped stop={stop} zone={post.timeZone} />
				</p>
			)}
			{post.state === "unknown" && post.doubt?.nextLookAt && (
				<p className="text-ink-muted">
					Signalbox looks at the account again{" "}
					<Time iso={post.doubt.nextLookAt} zone={post.timeZone} />; this
					changes by itself.
				</p>
			)}
			<QuarantineNote post={post} />
			{title && (
				<Banner tone={look.tone} title={title}>
					<ul className="list-disc ps-4">
						{reasons.map((reason) => (
							<li key={reason} className="break-words">
								<Sentence text={reason} zone={post.timeZone} />
							</li>
						))}
					</ul>
					{post.permalink && (
						<a href={post.permalink} className="prose-link" rel="noreferrer">
							Look at it on Instagram
						</a>
					)}
				</Banner>
			)}
			{plain.length > 0 && (
				<p className="text-ink-muted">
					<Sentence text={plain.join("; ")} zone={post.timeZone} />
				</p>
			)}
			<p className="text-sm">
				<Link href={`/audit?subject=post&id=${post.id}`} className="prose-link">
					Everything that happened to it
				</Link>
			</p>
		</div>
	);
}
