import Link from "next/link";
import { Section } from "@/components/ui/section";
import { EmptyState } from "@/components/ui/states/empty-state";
import type { DuePostView } from "@/lib/publishing/decisions/model";
import { DueList } from "./due-list";

/** The posts that were due last: which went out live, and why the others did not. */
export function DuePosts({ posts }: { posts: readonly DuePostView[] }) {
	return (
		<Section
			title="The last due posts"
			description={
				<>
					What the gate answered about each, newest first.{" "}
					<Link href="/queue?state=sent" className="prose-link">
						All that was sent
					</Link>
				</>
			}
		>
			{posts.length === 0 ? (
				<EmptyState title="No post has been due yet">
					The gate is asked when a post's slot comes.
				</EmptyState>
			) : (
				<DueList posts={posts} />
			)}
		</Section>
	);
}
