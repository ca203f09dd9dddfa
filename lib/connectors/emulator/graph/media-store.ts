import type {
	EmulatedAccount,
	PublishedMedia,
} from "@/lib/connectors/emulator/state";
import { nextId, type World } from "@/lib/connectors/emulator/world";

type NewMedia = Pick<PublishedMedia, "imageUrl" | "caption"> &
	Partial<PublishedMedia>;

/** Makes a post live; the caller saves. Posts without a container were not made through the API. */
export function addMedia(
	world: World,
	account: EmulatedAccount,
	facts: NewMedia,
): PublishedMedia {
	const id = nextId(world, "18");
	account.mediaMade += 1;
	const media: PublishedMedia = {
		containerId: null,
		publishedAt: world.now(),
		altText: null,
		aiGenerated: false,
		factor: 1,
		...facts,
		id,
		igId: account.igId,
		ordinal: account.mediaMade,
		shortcode: Buffer.from(BigInt(id).toString(16).padStart(16, "0"), "hex")
			.toString("base64url")
			.slice(-10),
	};
	world.state.media.push(media);
	return media;
}

/** An account's posts, newest first. */
export const mediaOf = (world: World, igId: string): PublishedMedia[] =>
	world.state.media
		.filter((media) => media.igId === igId)
		.sort((a, b) => b.publishedAt - a.publishedAt || b.ordinal - a.ordinal);
