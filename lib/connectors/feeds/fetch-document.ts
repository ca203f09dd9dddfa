import { type LookupAddress, lookup as systemLookup } from "node:dns";
import http from "node:http";
import https from "node:https";
import type { LookupFunction } from "node:net";
import type { Readable } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";
import { FeedRefusal, tooLarge } from "./feed-outcome";
import { isPrivateAddress, isPrivateHost } from "./private-host";

const MAX_REDIRECTS = 5;

export type FetchOptions = {
	headers: Record<string, string>;
	maxBytes: number;
	allowPrivateHosts: boolean;
	signal: AbortSignal;
	/** Resolves host names; the system's resolver unless given. */
	lookup?: LookupFunction | undefined;
};

export type Fetched = {
	status: number;
	headers: http.IncomingHttpHeaders;
	body: Uint8Array;
	url: string;
};

function checkUrl(url: URL, options: FetchOptions): void {
	if (url.protocol !== "http:" && url.protocol !== "https:") {
		throw new FeedRefusal(
			"blocked_host",
			`only http and https are read, not ${url.protocol}`,
		);
	}
	if (!options.allowPrivateHosts && isPrivateHost(url.hostname)) {
		throw new FeedRefusal(
			"blocked_host",
			`${url.hostname} is not on the public internet`,
		);
	}
}

/** The check sits in the lookup of the connection itself, so that a name cannot change its address after it. */
function guardedLookup(options: FetchOptions): LookupFunction {
	const resolve: LookupFunction = options.lookup ?? systemLookup;
	if (options.allowPrivateHosts) return resolve;
	return (hostname, lookupOptions, callback) => {
		resolve(hostname, lookupOptions, (error, address, family) => {
			const found: LookupAddress[] = Array.isArray(address)
				? address
				: [{ address, family: family ?? 0 }];
			const inner = error
				? undefined
				: found.find((entry) => isPrivateAddress(entry.address));
			if (inner === undefined) return callback(error, address, family);
			callback(
				new FeedRefusal(
					"blocked_host",
					`${hostname} resolves to an address that is not on the public internet`,
				),
				address,
				family,
			);
		});
	};
}

function request(
	url: URL,
	options: FetchOptions,
): Promise<http.IncomingMessage> {
	const client = url.protocol === "https:" ? https : http;
	return new Promise((resolve, reject) => {
		client
			.get(url, {
				headers: options.headers,
				signal: options.signal,
				lookup: guardedLookup(options),
				agent: false,
			})
			.on("response", resolve)
			.on("error", reject);
	});
}

function decompressed(response: http.IncomingMessage): Readable {
	const encoding = response.headers["content-encoding"]?.trim().toLowerCase();
	const unpack =
		encoding === "gzip" || encoding === "x-gzip"
			? createGunzip()
			: encoding === "deflate"
				? createInflate()
				: encoding === "br"
					? createBrotliDecompress()
					: null;
	if (unpack === null) return response;
	response.on("error", (error) => unpack.destroy(error));
	return response.pipe(unpack);
}

async function readBody(
	response: http.IncomingMessage,
	maxBytes: number,
): Promise<Uint8Array> {
	const cutOff = () => {
		response.destroy();
		return tooLarge(maxBytes);
	};
	if (Number(response.headers["content-length"] ?? 0) > maxBytes)
		throw cutOff();
	const chunks: Uint8Array[] = [];
	let size = 0;
	for await (const chunk of decompressed(response)) {
		size += chunk.length;
		if (size > maxBytes) throw cutOff();
		chunks.push(chunk);
	}
	return Buffer.concat(chunks);
}

/**
 * GETs a document with a hard size cap (after decompression), following at most five redirects and
 * checking each host. Throws `FeedRefusal`, or Node's own error when the connection fails.
 */
export async function fetchDocument(
	address: string,
	options: FetchOptions,
): Promise<Fetched> {
	let url = new URL(address);
	for (let hop = 0; hop <= MAX_REDIRECTS; hop += 1) {
		checkUrl(url, options);
		const response = await request(url, options);
		const status = response.statusCode ?? 0;
		const location = response.headers.location;
		if (status < 300 || status >= 400 || location === undefined) {
			const body = await readBody(response, options.maxBytes);
			return { status, headers: response.headers, body, url: url.href };
		}
		response.destroy();
		if (!URL.canParse(location, url))
			throw new FeedRefusal("http", "redirected to no address");
		url = new URL(location, url);
	}
	throw new FeedRefusal("http", `more than ${MAX_REDIRECTS} redirects`);
}
