import type { FeedOutcome as Outcome } from "@/lib/connectors/feeds/feed-outcome";
import {
	type FeedSource,
	type ReadFeedOptions,
	readFeed,
} from "@/lib/connectors/feeds/read-feed";
import type { PostDesign } from "@/lib/connectors/render/post-design";
import {
	type RenderedPost,
	renderPost,
} from "@/lib/connectors/render/render-post";
import {
	type MediaStore,
	openMediaStore,
} from "@/lib/connectors/storage/media-store";
import type { TextProvider } from "@/lib/connectors/text/draft";
import { openTextProvider } from "@/lib/connectors/text/text-provider";
import type { Env } from "@/lib/env";

export type FeedReadOutcome = Outcome;

/** Everything outside our process and database that a stage may use. */
export type Deps = {
	readFeed: (
		source: FeedSource,
		options: Pick<ReadFeedOptions, "etag" | "lastModified">,
	) => Promise<FeedReadOutcome>;
	text: TextProvider;
	render: (design: PostDesign) => Promise<RenderedPost>;
	media: Pick<MediaStore, "put">;
};

/**
 * The outside of the pipeline, from the environment.
 * Throws `misconfigured` for settings that contradict each other.
 * @param options.demo feeds of this machine may be read, since the demo's are served on it
 */
export function createDeps(env: Env, options: { demo: boolean }): Deps {
	return {
		readFeed: (source, conditions) =>
			readFeed(source, { ...conditions, allowPrivateHosts: options.demo }),
		text: openTextProvider(env),
		render: renderPost,
		media: openMediaStore(env),
	};
}
