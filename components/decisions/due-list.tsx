import Link from "next/link";
import { POST_LOOK } from "@/components/queue/appearance";
import { queueHref } from "@/components/queue/href";
import { StatusChip } from "@/components/ui/status-chip";
import { Time } from "@/components/ui/time/time";
import type { DuePostView } from "@/lib/publishing/decisions/model";
import { decisionHref } from "./look";

/** Posts that were due: what became of each, and why. */
export function DueList({ posts }: { posts: readonly DuePostView[] }) {
	return (
		<ol className="divide-y divide-line">
			{posts.map((post) => {
				const { tone, word } = POST_LOOK[post.state];
				const { postId, accountId, title } = post;
				return (
					<li key={postId} className="space-y-1 py-2 first:pt-0 last:pb-0">
						<p className="flex flex-wrap items-baseline gap-x-2 gap-y-1">
							<StatusChip tone={tone}>{word}</StatusChip>
							<Link
								href={queueHref({ accountId, row: postId })}
								className="prose-link min-w-0 break-words"
							>
								{title}
							</Link>
							<span className="text-ink-muted text-sm">
								@{post.handle}, slot <Time iso={post.slotAt} zone={post.zone} />
							</span>
						</p>
						<p className="break-words text-sm">
							{post.sentence}.{" "}
							<Link href={decisionHref(post.decisionId)} className="prose-link">
								Decision record
								<span className="sr-only"> of {title}</span>
							</Link>
						</p>
					</li>
				);
			})}
		</ol>
	);
}
