export type FeedItem = {
	/** The feed's own id, else the URL, else a digest of the title. */
	externalId: string;
	title: string;
	url: string | null;
	publishedAt: string | null;
	summary: string;
	/** Position in the feed, from 1. */
	rank: number;
};

export type FeedFailure =
	| "timeout"
	| "too_large"
	| "not_a_feed"
	| "http"
	| "unreachable"
	| "blocked_host"
	| "unreadable";

export type FeedOutcome =
	| {
			kind: "items";
			items: FeedItem[];
			/** Entries without a readable title. */
			dropped: number;
			etag: string | null;
			lastModified: string | null;
	  }
	| { kind: "not_modified" }
	| { kind: "failed"; why: FeedFailure; message: string };

/** Ends a read early; `readFeed` alone catches it. */
export class FeedRefusal extends Error {
	readonly why: FeedFailure;

	constructor(why: FeedFailure, message: string) {
		super(message);
		this.name = "FeedRefusal";
		this.why = why;
	}
}

const MIB = 1024 * 1024;

export const tooLarge = (maxBytes: number): FeedRefusal =>
	new FeedRefusal("too_large", `larger than ${maxBytes / MIB} MiB`);
