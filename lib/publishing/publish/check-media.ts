import sharp from "sharp";
import { isPrivateHost } from "@/lib/connectors/feeds/private-host";
import { sha256 } from "@/lib/core/canonical-json";
import { messageOf } from "@/lib/core/errors";
import { isLoopbackUrl } from "@/lib/core/loopback";
import { MAX_READ_BYTES, type MediaFacts } from "./media-rules";

const TIMEOUT_MS = 15_000;

type Where = {
	fetch: typeof fetch;
	/** The Graph host: a loopback emulator may read loopback media. */
	graphUrl: string;
};

/** Fetches a picture as Instagram would, so that a bad one never costs a container. */
export async function inspectMedia(
	url: string,
	{ fetch, graphUrl }: Where,
): Promise<MediaFacts> {
	const { hostname } = new URL(url);
	const allowed = isLoopbackUrl(graphUrl) && isLoopbackUrl(url);
	if (!allowed && isPrivateHost(hostname))
		return { kind: "private_host", host: hostname };
	let response: Response;
	let bytes: Buffer | null;
	try {
		response = await fetch(url, {
			redirect: "error",
			signal: AbortSignal.timeout(TIMEOUT_MS),
		});
		bytes = await readUpTo(response, MAX_READ_BYTES);
	} catch (error) {
		return { kind: "unreachable", why: messageOf(error) };
	}
	return {
		kind: "answer",
		httpStatus: response.status,
		contentType: response.headers.get("content-type"),
		bytes: bytes?.byteLength ?? MAX_READ_BYTES,
		sha256: bytes && sha256(bytes),
		size: bytes && (await sizeOf(bytes)),
	};
}

async function readUpTo(
	response: Response,
	limit: number,
): Promise<Buffer | null> {
	const chunks: Uint8Array[] = [];
	let size = 0;
	for await (const chunk of response.body ?? []) {
		chunks.push(chunk);
		size += chunk.byteLength;
		if (size >= limit) return null;
	}
	return Buffer.concat(chunks);
}

async function sizeOf(
	bytes: Buffer,
): Promise<{ width: number; height: number } | null> {
	try {
		const { format, width, height } = await sharp(bytes).metadata();
		return format === "jpeg" ? { width, height } : null;
	} catch {
		// Not a picture at all: that is the finding.
		return null;
	}
}
