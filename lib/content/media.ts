import { resolve } from "node:path";
import { createMediaStore } from "@/lib/connectors/storage/media-store";
import { AppError } from "@/lib/core/errors";
import { readEnv } from "@/lib/env";

const HASH = /^[0-9a-f]{64}$/;

/** Where media lie: `MEDIA_STORE`, or the folder `media` of the data directory. */
function storeUrl(): string {
	const { MEDIA_STORE, SIGNALBOX_DATA_DIR } = readEnv();
	return MEDIA_STORE ?? `file:${resolve(SIGNALBOX_DATA_DIR, "media")}`;
}

/**
 * The bytes of a rendered picture by their SHA-256, for whoever knows it: the platform fetches
 * them without signing in (§1.2). Null for anything that is not there.
 */
export async function readMedia(
	hash: string,
): Promise<{ bytes: Buffer; contentType: string } | null> {
	if (!HASH.test(hash)) return null;
	try {
		return await createMediaStore(storeUrl()).get(hash);
	} catch (error) {
		if (error instanceof AppError && error.code === "not_found") return null;
		throw error;
	}
}
