import { addMs, MINUTE } from "@/lib/core/time";
import type { Poll } from "@/lib/publishing/attempts/pre-call-snapshot";

/** A post on the account as the platform lists it; fields that it left out are undefined. */
export type ListedMedia = {
	id: string;
	timestamp?: Date | undefined;
	permalink?: string | undefined;
	media_type?: string | undefined;
	media_product_type?: string | undefined;
	/** Documented as readable with Facebook Login only (§1.4). */
	caption?: string | undefined;
};

/** Clocks differ: a post may bear a time so long before the intent or after the look (§1.6.5). */
export const CLOCK_SLACK_MS = 2 * MINUTE;

const plain = (caption: string): string =>
	caption.normalize("NFC").replace(/\r\n/g, "\n").trim();

/** The listed media that may be our post: new since the intent, a feed image in the time window, of our caption where one is shown. */
export function findCandidateMedia(
	media: readonly ListedMedia[],
	ours: {
		knownMediaIds: readonly string[];
		committedAt: Date;
		caption: string;
	},
	now: Date,
): Pick<Poll, "byCaption"> & { matches: NonNullable<Poll["matches"]> } {
	const from = addMs(ours.committedAt, -CLOCK_SLACK_MS);
	const to = addMs(now, CLOCK_SLACK_MS);
	const fresh = media.filter(
		({ id, timestamp, media_type, media_product_type }) =>
			!ours.knownMediaIds.includes(id) &&
			(timestamp === undefined || (timestamp >= from && timestamp <= to)) &&
			(media_type ?? "IMAGE") === "IMAGE" &&
			(media_product_type ?? "FEED") === "FEED",
	);
	const possible = fresh.filter(
		({ caption }) =>
			caption === undefined || plain(caption) === plain(ours.caption),
	);
	return {
		matches: possible.map(({ id, permalink }) => ({
			id,
			permalink: permalink ?? null,
		})),
		byCaption:
			possible.length > 0 &&
			possible.every(({ caption }) => caption !== undefined),
	};
}
