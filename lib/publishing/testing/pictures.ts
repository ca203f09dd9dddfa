import { createServer } from "node:http";
import sharp from "sharp";
import { sha256 } from "@/lib/core/canonical-json";

const PICTURE = await sharp({
	create: { width: 1080, height: 1350, channels: 3, background: "#446688" },
})
	.jpeg()
	.toBuffer();
export const MEDIA_HASH = sha256(PICTURE);

/** Serves one good JPEG at every path. */
export async function servePictures(): Promise<{
	url: string;
	close: () => void;
}> {
	const server = createServer((_, response) => {
		response.writeHead(200, { "content-type": "image/jpeg" });
		response.end(PICTURE);
	});
	await new Promise<void>((resolve) => {
		server.listen(0, "127.0.0.1", resolve);
	});
	const address = server.address();
	const port = typeof address === "object" ? address?.port : 0;
	return {
		url: `http://127.0.0.1:${port}`,
		close: () => {
			server.closeAllConnections();
			server.close();
		},
	};
}
