import { readMedia } from "@/lib/content/media";

type MediaArgs = { params: Promise<{ sha256: string }> };

const FOREVER = "public, max-age=31536000, immutable";

/** Public on purpose: the platform fetches a post's picture from here. The name is the content's own hash. */
export async function GET(
	request: Request,
	{ params }: MediaArgs,
): Promise<Response> {
	const { sha256 } = await params;
	const media = await readMedia(sha256);
	if (!media)
		return new Response("There is no such picture.\n", {
			status: 404,
			headers: { "cache-control": "no-store", "content-type": "text/plain" },
		});
	const etag = `"${sha256}"`;
	const headers = { "cache-control": FOREVER, etag };
	if (request.headers.get("if-none-match") === etag)
		return new Response(null, { status: 304, headers });
	return new Response(new Uint8Array(media.bytes), {
		headers: {
			...headers,
			"content-type": media.contentType,
			"content-length": String(media.bytes.length),
		},
	});
}
