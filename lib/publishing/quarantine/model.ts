import type { PostState } from "@/lib/publishing/post/model";

/** A post that carries a quarantined picture. */
export type Carrier = {
	postId: string;
	accountId: string;
	handle: string;
	title: string;
	state: PostState;
	permalink: string | null;
};

/** The posts on accounts that the person may read, and how many there are on others. */
export type Carriers = { posts: Carrier[]; elsewhere: number };

/** What a quarantine stopped, and what it could not. */
export type Quarantined = {
	postId: string;
	state: PostState;
	sha256s: string[];
	/** Unsent, and stopped by this act. */
	stopped: Carriers;
	/** Their call was sent before: it may still go out. */
	inFlight: Carriers;
	/** Signalbox cannot delete these: delete them in Instagram. */
	live: Carriers;
};

export const countOf = ({ posts, elsewhere }: Carriers): number =>
	posts.length + elsewhere;

/** A quarantine that stands. */
export type QuarantineView = { byName: string; at: string; reason: string };
