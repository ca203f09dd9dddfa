import { GraphRefusal } from "@/lib/connectors/emulator/refusal";
import type { World } from "@/lib/connectors/emulator/world";
import { sniffImage } from "./jpeg";

const MAX_IMAGE_BYTES = 8 * 1024 * 1024;
const MIN_ASPECT = 0.8;
const MAX_ASPECT = 1.91;
/** 4:5 and 1.91:1 can only be met to the pixel. */
const ASPECT_TOLERANCE = 0.005;

/** Fetches the image as the platform would and refuses what it refuses (§1.2, §1.7). */
export async function checkImage(world: World, url: string): Promise<void> {
	const bytes = await download(world, url);
	if (bytes.byteLength > MAX_IMAGE_BYTES)
		throw new GraphRefusal(36000, "The image size is too large.", {
			subcode: 2207004,
		});
	const image = sniffImage(bytes);
	if (image.kind === "no_image") throw notFetched();
	if (image.kind === "other_image")
		throw new GraphRefusal(36001, "The image format is not supported.", {
			subcode: 2207005,
		});
	const aspect = image.width / image.height;
	if (
		aspect < MIN_ASPECT - ASPECT_TOLERANCE ||
		aspect > MAX_ASPECT + ASPECT_TOLERANCE
	)
		throw new GraphRefusal(36003, "The aspect ratio is not supported.", {
			subcode: 2207009,
		});
}

async function download(world: World, url: string): Promise<Buffer> {
	if (!/^https?:/.test(url) || !URL.canParse(url)) throw notFetched();
	const timeout = AbortSignal.timeout(world.state.settings.mediaFetchTimeoutMs);
	try {
		const response = await world.fetchMedia(url, { signal: timeout });
		if (!response.ok || response.body === null) throw notFetched();
		return await readUpTo(response.body, MAX_IMAGE_BYTES + 1);
	} catch (error) {
		if (!timeout.aborted) throw notFetched(error);
		throw new GraphRefusal(-2, "Timeout downloading the media.", {
			subcode: 2207003,
		});
	}
}

async function readUpTo(
	body: ReadableStream<Uint8Array>,
	limit: number,
): Promise<Buffer> {
	const chunks: Uint8Array[] = [];
	let size = 0;
	for await (const chunk of body) {
		chunks.push(chunk);
		size += chunk.byteLength;
		if (size >= limit) break;
	}
	return Buffer.concat(chunks);
}

function notFetched(cause?: unknown): GraphRefusal {
	if (cause instanceof GraphRefusal) return cause;
	return new GraphRefusal(
		9004,
		"Only photo or video can be accepted as media type.",
		{ subcode: 2207052 },
	);
}
