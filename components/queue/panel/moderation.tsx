import { StatusChip } from "@/components/ui/status-chip";
import { ModerationNotes } from "@/lib/publishing/post/model-moderation";
import type { PostPanel } from "@/lib/publishing/queue/views-panel";

/** What the rules said of the post as it stands, and what struck. */
export function PostModeration({ post }: { post: PostPanel }) {
	const notes = ModerationNotes.parse(post.moderationNotes);
	const passed = post.moderation === "pass";
	return (
		<div className="space-y-2">
			<p className="flex flex-wrap items-center gap-2">
				<StatusChip tone={passed ? "ok" : "warn"}>
					{passed ? "passed" : "held by moderation"}
				</StatusChip>
				<span className="text-ink-muted text-sm">by {post.policyVersion}</span>
			</p>
			{notes.length === 0 ? (
				<p className="text-ink-muted">No rule struck.</p>
			) : (
				<ul className="space-y-1">
					{notes.map(({ rule, message, excerpt }) => (
						<li key={`${rule} ${excerpt}`} className="break-words">
							<span className="font-medium">{rule.replaceAll("_", " ")}</span>:{" "}
							{message}
							{excerpt && <q className="ms-1 bg-warn-soft">{excerpt}</q>}
						</li>
					))}
				</ul>
			)}
		</div>
	);
}
