import { refuseFreshRead } from "@/lib/connectors/emulator/faults";
import { GraphRefusal } from "@/lib/connectors/emulator/refusal";
import { json, type Reply } from "@/lib/connectors/emulator/reply";
import type {
	EmulatedAccount,
	PublishedMedia,
} from "@/lib/connectors/emulator/state";
import {
	emulatedAccount,
	graphTime,
	type World,
} from "@/lib/connectors/emulator/world";
import { metricsAt } from "./curve";
import { pickFields } from "./fields";
import { mediaOf } from "./media-store";

const DEFAULT_PAGE = 25;
const MAX_PAGE = 100;

/** The media node; likes and comments come from another back end than insights, without their lag (§3.1). */
function mediaNode(world: World, media: PublishedMedia) {
	const account = emulatedAccount(world, media.igId);
	const seed = seedOf(media);
	const now = metricsAt(
		{ seed, followers: account.followers, factor: media.factor },
		world.now() - media.publishedAt,
	);
	return {
		id: media.id,
		ig_id: media.id,
		caption: world.state.settings.captionReadable ? media.caption : undefined,
		alt_text: media.altText ?? undefined,
		like_count: now.likes,
		comments_count: now.comments,
		is_comment_enabled: true,
		media_type: "IMAGE",
		media_product_type: "FEED",
		media_url: media.imageUrl,
		thumbnail_url: undefined,
		children: undefined,
		owner: { id: media.igId },
		username: account.username,
		shortcode: media.shortcode,
		permalink: `${world.url()}/p/${media.shortcode}/`,
		timestamp: graphTime(media.publishedAt),
	};
}

/** What seeds a post's numbers: the same on every fresh emulator. */
export const seedOf = (media: PublishedMedia): string =>
	`${media.igId}:${media.ordinal}`;

export function answerMedia(
	world: World,
	media: PublishedMedia,
	fields: string | undefined,
): Reply {
	const where = { route: "media", igId: media.igId } as const;
	refuseFreshRead(world, where, { id: media.id, at: media.publishedAt });
	return json(pickFields(mediaNode(world, media), fields, "IGMedia"));
}

/** `GET /{ig}/media`, newest first, with time range and cursors. */
export function listMedia(
	world: World,
	account: EmulatedAccount,
	params: ReadonlyMap<string, string>,
): Reply {
	const since = timeParam(params.get("since")) ?? 0;
	const until = timeParam(params.get("until")) ?? Number.POSITIVE_INFINITY;
	const matching = mediaOf(world, account.igId).filter(
		(media) => media.publishedAt >= since && media.publishedAt <= until,
	);
	const limit = pageSize(params.get("limit"));
	const [start, end] = pageBounds(matching, params, limit);
	const page = matching.slice(start, end);
	const data = page.map((media) =>
		pickFields(mediaNode(world, media), params.get("fields"), "IGMedia"),
	);
	const [first, last] = [page[0], page.at(-1)];
	if (!first || !last) return json({ data });
	const cursors = { before: toCursor(first), after: toCursor(last) };
	const link = (name: "before" | "after") => {
		const query = new URLSearchParams([...params]);
		query.delete(name === "after" ? "before" : "after");
		query.set(name, cursors[name]);
		return `${world.url()}/v26.0/${account.igId}/media?${query}`;
	};
	return json({
		data,
		paging: {
			cursors,
			...(end < matching.length ? { next: link("after") } : {}),
			...(start > 0 ? { previous: link("before") } : {}),
		},
	});
}

function pageBounds(
	list: readonly PublishedMedia[],
	params: ReadonlyMap<string, string>,
	limit: number,
): [number, number] {
	const find = (cursor: string) => {
		const at = list.findIndex((media) => toCursor(media) === cursor);
		if (at < 0) throw new GraphRefusal(100, "(#100) Invalid cursor");
		return at;
	};
	const after = params.get("after");
	if (after) return [find(after) + 1, find(after) + 1 + limit];
	const before = params.get("before");
	if (before) return [Math.max(0, find(before) - limit), find(before)];
	return [0, limit];
}

const toCursor = (media: PublishedMedia): string =>
	Buffer.from(media.id).toString("base64url");

function pageSize(text: string | undefined): number {
	const limit = text === undefined ? DEFAULT_PAGE : Number(text);
	if (!Number.isInteger(limit) || limit < 1)
		throw new GraphRefusal(100, "(#100) limit must be a positive number");
	return Math.min(limit, MAX_PAGE);
}

/** Unix seconds, or any date text, in ms; undefined when absent. */
export function timeParam(text: string | undefined): number | undefined {
	if (text === undefined || text === "") return undefined;
	const at = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text);
	if (Number.isNaN(at))
		throw new GraphRefusal(100, `(#100) ${text} is no valid time`);
	return at;
}
