"use client";
import { useQuery } from "@tanstack/react-query";
import type { QueueActs } from "@/components/queue/acts";
import { SidePanel } from "@/components/ui/overlays/side-panel";
import { Section } from "@/components/ui/section";
import { QueryFailed } from "@/components/ui/states/query-failed";
import { Skeleton } from "@/components/ui/states/skeleton";
import { publishingQuery } from "@/lib/publishing/queue/queries";
import { PostActions } from "./actions";
import { PostApproval } from "./approval";
import { PostAttempts } from "./attempts";
import { PostGate } from "./gate";
import { PostModeration } from "./moderation";
import { PostPreview } from "./preview";
import { PostProvenance } from "./provenance";
import { PostState } from "./state";

type PostPanelProps = { postId: string; closeHref: string; acts: QueueActs };

const PARTS = [
	{ title: "Gate", Part: PostGate },
	{ title: "Approval", Part: PostApproval },
	{ title: "Moderation", Part: PostModeration },
	{ title: "Provenance", Part: PostProvenance },
	{ title: "Attempts", Part: PostAttempts },
] as const;

/** One post, live: how it looks, how it stands, why, and what can be done. */
export function PostPanel({ postId, closeHref, acts }: PostPanelProps) {
	const { data, error, refetch } = useQuery(publishingQuery.post(postId));
	if (error && !data)
		return (
			<SidePanel title="This post" closeHref={closeHref}>
				<QueryFailed what="The post" error={error} retry={refetch} />
			</SidePanel>
		);
	if (!data)
		return (
			<SidePanel title="Post" closeHref={closeHref}>
				<Skeleton className="h-16" />
				<Skeleton className="aspect-4/5" />
			</SidePanel>
		);
	return (
		<SidePanel title={data.title} closeHref={closeHref}>
			<PostState post={data} />
			<PostActions key={data.id} post={data} acts={acts} />
			<PostPreview post={data} />
			{PARTS.map(({ title, Part }) => (
				<Section key={title} title={title} level={3} className="space-y-2">
					<Part post={data} />
				</Section>
			))}
		</SidePanel>
	);
}
