import { Bot } from "lucide-react";
import { Disclosure } from "@/components/ui/overlays/disclosure";
import { Missing } from "@/components/ui/states/missing";
import { StoredImage } from "@/components/ui/stored-image";
import type { PostPanel } from "@/lib/publishing/queue/views-panel";

/** The post as followers would see it: the very bytes and the very caption. */
export function PostPreview({ post }: { post: PostPanel }) {
	const [sha256] = post.mediaSha256;
	return (
		<figure className="space-y-2">
			<div className="overflow-hidden rounded-lg border">
				<p className="flex items-center gap-2 px-3 py-2 font-medium">
					<span
						aria-hidden
						className="grid size-7 place-items-center rounded-full bg-line text-ink-muted text-xs"
					>
						{post.handle.slice(0, 1).toUpperCase()}
					</span>
					{post.handle}
					{post.flags.isAiGenerated && (
						<span className="ms-auto inline-flex items-center gap-1 font-normal text-ink-muted text-xs">
							<Bot aria-hidden className="size-3.5" />
							AI info
						</span>
					)}
				</p>
				{sha256 ? (
					<StoredImage priority sha256={sha256} alt={post.altText} />
				) : (
					<p className="px-3 py-2">
						<Missing why="no picture of this post is stored here" />
					</p>
				)}
				<p className="wrap-anywhere whitespace-pre-line px-3 py-2">
					<span className="font-medium">{post.handle}</span> {post.caption}
				</p>
			</div>
			<figcaption className="text-sm">
				<span className="text-ink-muted">Alternative text: </span>
				{post.altText || <Missing why="none: screen readers say nothing" />}
			</figcaption>
			<Disclosure summary="Exactly what would be sent">
				<pre className="overflow-x-auto whitespace-pre-wrap break-words rounded-md bg-sunken p-3 font-mono text-xs">
					{JSON.stringify(post.payload, null, 2)}
				</pre>
			</Disclosure>
		</figure>
	);
}
