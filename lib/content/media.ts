import { openMediaStore } from "@/lib/connectors/storage/media-store";
import { AppError } from "@/lib/core/errors";
import { readEnv } from "@/lib/env";

const HASH = /^[0-9a-f]{64}$/;

/**
 * The bytes of a rendered picture by their SHA-256, for whoever knows it: the platform fetches
 * them without signing in (§1.2). Null for anything that is not there.
 */
export async function readMedia(
	hash: string,
): Promise<{ bytes: Buffer; contentType: string } | null> {
	if (!HASH.test(hash)) return null;
	try {
		return await openMediaStore(readEnv()).get(hash);
	} catch (error) {
		if (error instanceof AppError && error.code === "not_found") return null;
		throw error;
	}
}
