import { type GraphAnswer, mapAnswer } from "./answer";
import type { Transport } from "./http";
import { type Media, MediaPage } from "./shapes";

export const MEDIA_FIELDS =
	"id,timestamp,permalink,shortcode,media_type,media_product_type,caption,like_count,comments_count";

const PAGE_SIZE = 50;

export type MediaList = {
	/** Newest first. */
	media: Media[];
	/** False when there were more pages than `maxPages`: absence from the list then proves nothing. */
	complete: boolean;
};

/** Lists media since a time, following cursors (never the `next` link, which holds the token). */
export async function listMediaPages(
	send: Transport,
	path: string,
	{ since, maxPages = 10 }: { since: Date; maxPages?: number },
): Promise<GraphAnswer<MediaList>> {
	const media: Media[] = [];
	const raws: unknown[] = [];
	let after: string | undefined;
	for (let page = 1; ; page++) {
		const answer = await send({
			method: "GET",
			path,
			params: {
				fields: MEDIA_FIELDS,
				since: String(Math.floor(since.getTime() / 1000)),
				limit: String(PAGE_SIZE),
				after,
			},
			schema: MediaPage,
		});
		if (!answer.ok) return answer;
		media.push(...answer.data.data);
		raws.push(answer.raw);
		const { paging } = answer.data;
		after = paging?.next === undefined ? undefined : paging.cursors?.after;
		const complete = after === undefined;
		if (complete || page >= maxPages)
			return mapAnswer({ ...answer, raw: raws }, () => ({ media, complete }));
	}
}
