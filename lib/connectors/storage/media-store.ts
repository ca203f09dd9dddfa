import { randomUUID } from "node:crypto";
import { access, mkdir, open, readFile, rename, rm } from "node:fs/promises";
import { dirname, isAbsolute, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { sha256 } from "@/lib/core/canonical-json";
import { AppError, messageOf } from "@/lib/core/errors";
import type { Env } from "@/lib/env";

/** What the publishing API takes and the renderer makes (§1.2). */
const EXTENSIONS: Readonly<Record<string, string>> = {
	"image/jpeg": "jpg",
	"video/mp4": "mp4",
};

type StoredMedia = { sha256: string; bytes: number };

export type MediaStore = {
	/** Keeps the bytes under their own hash; the same bytes again change nothing. */
	put: (bytes: Uint8Array, contentType: string) => Promise<StoredMedia>;
	/** The bytes, checked against their hash. Throws `not_found`, or `unavailable` when they are damaged. */
	get: (hash: string) => Promise<{ bytes: Buffer; contentType: string }>;
	exists: (hash: string) => Promise<boolean>;
	/** Where the file of this hash is, or null. */
	path: (hash: string) => Promise<string | null>;
};

function rootOf(url: string): string {
	if (/^s3:/i.test(url))
		throw new AppError(
			"misconfigured",
			"MEDIA_STORE: s3: is not supported in this version, use file:",
		);
	if (!/^file:/i.test(url))
		throw new AppError("misconfigured", "MEDIA_STORE must be a file: URL");
	if (/^file:\/\//i.test(url)) return fileURLToPath(url);
	const path = decodeURIComponent(url.slice("file:".length));
	if (path === "")
		throw new AppError("misconfigured", "MEDIA_STORE names no folder");
	return isAbsolute(path) ? path : resolve(path);
}

/** Readers see the whole file or none, after a crash too: written aside, flushed, renamed. */
async function writeAtomically(path: string, bytes: Uint8Array): Promise<void> {
	const aside = `${path}.${randomUUID()}.tmp`;
	try {
		await mkdir(dirname(path), { recursive: true });
		const handle = await open(aside, "wx", 0o644);
		try {
			await handle.writeFile(bytes);
			await handle.sync();
		} finally {
			await handle.close();
		}
		await rename(aside, path);
	} catch (error) {
		await rm(aside, { force: true }).catch(() => undefined);
		throw new AppError(
			"unavailable",
			`the media store cannot be written: ${messageOf(error)}`,
		);
	}
}

const isThere = (path: string): Promise<boolean> =>
	access(path).then(
		() => true,
		() => false,
	);

function createFileStore(root: string): MediaStore {
	// The bundler would otherwise take the whole project for media.
	const pathOf = (hash: string, extension: string) =>
		join(
			/*turbopackIgnore: true*/ root,
			hash.slice(0, 2),
			`${hash}.${extension}`,
		);

	async function find(hash: string) {
		if (!/^[0-9a-f]{64}$/.test(hash))
			throw new AppError("bad_input", "not a SHA-256 in hex");
		for (const [contentType, extension] of Object.entries(EXTENSIONS)) {
			const path = pathOf(hash, extension);
			if (await isThere(path)) return { path, contentType };
		}
		return null;
	}

	return {
		async put(bytes, contentType) {
			const extension = EXTENSIONS[contentType];
			if (extension === undefined)
				throw new AppError(
					"bad_input",
					`no media type of ours: ${contentType}`,
				);
			const hash = sha256(bytes);
			const path = pathOf(hash, extension);
			const kept = await readFile(/*turbopackIgnore: true*/ path).catch(
				() => null,
			);
			if (kept === null || sha256(kept) !== hash)
				await writeAtomically(path, bytes);
			return { sha256: hash, bytes: bytes.length };
		},
		async get(hash) {
			const found = await find(hash);
			if (found === null) throw new AppError("not_found", `no media ${hash}`);
			const bytes = await readFile(/*turbopackIgnore: true*/ found.path);
			if (sha256(bytes) !== hash)
				throw new AppError("unavailable", `media ${hash} is damaged on disk`);
			return { bytes, contentType: found.contentType };
		},
		exists: async (hash) => (await find(hash)) !== null,
		path: async (hash) => (await find(hash))?.path ?? null,
	};
}

/**
 * The content-addressed media store of a `file:` URL (absolute, or relative to the working
 * directory). Throws `misconfigured` for any other scheme.
 */
export const createMediaStore = (url: string): MediaStore =>
	createFileStore(rootOf(url));

/** Where this installation's media lie: `MEDIA_STORE`, or the folder `media` of the data directory. */
export const openMediaStore = ({
	MEDIA_STORE,
	SIGNALBOX_DATA_DIR,
}: Pick<Env, "MEDIA_STORE" | "SIGNALBOX_DATA_DIR">): MediaStore =>
	MEDIA_STORE
		? createMediaStore(MEDIA_STORE)
		: createFileStore(resolve(SIGNALBOX_DATA_DIR, "media"));
