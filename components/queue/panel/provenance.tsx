import Link from "next/link";
import { DescriptionList } from "@/components/ui/description-list";
import { Missing } from "@/components/ui/states/missing";
import { Time } from "@/components/ui/time/time";
import type { PostPanel } from "@/lib/publishing/queue/views-panel";

type Asset = PostPanel["provenance"][number];
type Signal = Asset["sourceSignals"][number];

const isWeb = (url: string): boolean => /^https?:\/\//i.test(url);

function Source({ signal }: { signal: Signal }) {
	if (signal.kind === "topic")
		return (
			<>
				“{signal.title}”, a topic set by {signal.by}
			</>
		);
	return (
		<>
			{signal.url && isWeb(signal.url) ? (
				<a href={signal.url} rel="noreferrer" className="prose-link">
					{signal.title}
				</a>
			) : (
				signal.title
			)}
			<span className="text-ink-muted"> ({signal.source})</span>
		</>
	);
}

const madeBy = (assets: readonly Asset[], kind: Asset["kind"]) => {
	const asset = assets.findLast((each) => each.kind === kind);
	if (!asset) return <Missing why="not recorded for this post" />;
	return `${asset.modelId} with ${asset.promptVersion}`;
};

/** From what the post was made, by what, and when (R10). */
export function PostProvenance({ post }: { post: PostPanel }) {
	const { provenance, timeZone } = post;
	const signals =
		provenance.find(({ kind }) => kind === "draft")?.sourceSignals ?? [];
	return (
		<div className="space-y-2">
			<DescriptionList
				items={[
					{ term: "Topic", value: post.topic },
					{ term: "Template", value: post.templateVersion },
					{ term: "Text by", value: madeBy(provenance, "draft") },
					{ term: "Picture by", value: madeBy(provenance, "image") },
					{
						term: "Made",
						value: <Time iso={post.createdAt} zone={timeZone} />,
					},
					{
						term: "Run",
						value: post.runId ? (
							<Link href={`/pipeline/${post.runId}`} className="prose-link">
								Look at the run
							</Link>
						) : (
							<Missing why="not made by a run" />
						),
					},
				]}
			/>
			{signals.length > 0 && (
				<>
					<p className="text-ink-muted">Sources</p>
					<ul className="list-disc space-y-0.5 ps-4">
						{signals.map((signal) => (
							<li
								key={`${signal.kind} ${signal.title}`}
								className="break-words"
							>
								<Source signal={signal} />
							</li>
						))}
					</ul>
				</>
			)}
		</div>
	);
}
