import { readFile, stat } from "node:fs/promises";
import type { LookupFunction } from "node:net";
import { AppError, messageOf } from "@/lib/core/errors";
import { decodeBytes } from "./decode-bytes";
import { feedItems } from "./feed-items";
import {
	type FeedFailure,
	type FeedOutcome,
	FeedRefusal,
	tooLarge,
} from "./feed-outcome";
import { fetchDocument } from "./fetch-document";

const DEFAULT_TIMEOUT_MS = 15_000;
const DEFAULT_MAX_BYTES = 5 * 1024 * 1024;

export type FeedSource = { url: string } | { file: string };

export type ReadFeedOptions = {
	etag?: string | null | undefined;
	lastModified?: string | null | undefined;
	timeoutMs?: number | undefined;
	maxBytes?: number | undefined;
	/** Reads feeds of this machine and its network too; for the demo and tests. */
	allowPrivateHosts?: boolean | undefined;
	lookup?: LookupFunction | undefined;
};

async function readOrdinary(path: string, maxBytes: number): Promise<Buffer> {
	const file = await stat(path);
	// A pipe or a device would be waited for, or read without an end.
	if (!file.isFile())
		throw new FeedRefusal("unreadable", "there is no ordinary file");
	if (file.size > maxBytes) throw tooLarge(maxBytes);
	return readFile(path);
}

async function fromFile(path: string, maxBytes: number): Promise<FeedOutcome> {
	const text = decodeBytes(await readOrdinary(path, maxBytes), null);
	return { kind: "items", ...feedItems(text), etag: null, lastModified: null };
}

async function fromUrl(
	url: string,
	options: ReadFeedOptions,
	signal: AbortSignal,
): Promise<FeedOutcome> {
	if (!URL.canParse(url))
		throw new FeedRefusal("unreachable", "this is no web address");
	const fetched = await fetchDocument(url, {
		headers: {
			"user-agent": "Signalbox/1 (feed reader)",
			accept:
				"application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5",
			"accept-encoding": "gzip, deflate, br",
			...(options.etag ? { "if-none-match": options.etag } : {}),
			...(options.lastModified
				? { "if-modified-since": options.lastModified }
				: {}),
		},
		maxBytes: options.maxBytes ?? DEFAULT_MAX_BYTES,
		allowPrivateHosts: options.allowPrivateHosts ?? false,
		signal,
		lookup: options.lookup,
	});
	if (fetched.status === 304) return { kind: "not_modified" };
	if (fetched.status < 200 || fetched.status >= 300)
		throw new FeedRefusal("http", `answered HTTP ${fetched.status}`);
	const text = decodeBytes(
		fetched.body,
		fetched.headers["content-type"] ?? null,
	);
	return {
		kind: "items",
		...feedItems(text, fetched.url),
		etag: fetched.headers.etag ?? null,
		lastModified: fetched.headers["last-modified"] ?? null,
	};
}

const isBadCompression = (error: unknown): boolean =>
	error instanceof Error &&
	"code" in error &&
	String(error.code).startsWith("Z_");

const isBrokenOff = (error: unknown): boolean =>
	error instanceof Error && error.message === "aborted";

function failed(why: FeedFailure, message: string): FeedOutcome {
	return { kind: "failed", why, message };
}

/**
 * Reads a feed (RSS, Atom, RDF, JSON Feed) from the web or a file. Never throws for what a source
 * does: whatever is wrong with it is a `failed` outcome with a reason for people.
 */
export async function readFeed(
	source: FeedSource,
	options: ReadFeedOptions = {},
): Promise<FeedOutcome> {
	const timeoutMs = options.timeoutMs ?? DEFAULT_TIMEOUT_MS;
	const maxBytes = options.maxBytes ?? DEFAULT_MAX_BYTES;
	if (timeoutMs <= 0 || maxBytes <= 0)
		throw new AppError("bad_input", "timeoutMs and maxBytes must be positive");
	const signal = AbortSignal.timeout(timeoutMs);
	try {
		return "file" in source
			? await fromFile(source.file, maxBytes)
			: await fromUrl(source.url, options, signal);
	} catch (error) {
		if (error instanceof FeedRefusal) return failed(error.why, error.message);
		if (signal.aborted)
			return failed("timeout", `no complete answer within ${timeoutMs} ms`);
		if (isBrokenOff(error))
			return failed("unreachable", "the connection broke off before the end");
		const unreadable = "file" in source || isBadCompression(error);
		return failed(unreadable ? "unreadable" : "unreachable", messageOf(error));
	}
}
