import { randomBytes } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { isIP } from "node:net";

const HEADER = "x-signalbox-address";
const DIRECT = "direct";
const PASSED_ON = "passed-on";

// One web process, several bundles of this file: the key is shared through the realm, never sent out.
const KEY = Symbol.for("signalbox.client-address-key");
const realm = globalThis as typeof globalThis & { [KEY]?: string };

function ownKey(): string {
	realm[KEY] ??= randomBytes(16).toString("hex");
	return realm[KEY];
}

const CLIENT_MAY_NOT_SEND = [
	"x-forwarded-for",
	"x-forwarded-host",
	"x-forwarded-port",
	"x-forwarded-proto",
	"forwarded",
	"x-real-ip",
];
/** Whatever a proxy adds, ours or not: with one of these the socket is not the asker's own. */
const isForwardingHeader = (name: string): boolean =>
	name.startsWith("x-forwarded-") ||
	["forwarded", "x-real-ip", "via"].includes(name);

const NOBODY_MAY_SEND = [
	HEADER,
	"x-middleware-subrequest",
	"x-middleware-subrequest-id",
];

const plain = (address: string): string =>
	address.trim().replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, "");

/**
 * The client's address: the socket's, or behind proxies that we trust the last address of
 * `X-Forwarded-For` that is none of them. Null when it cannot be told.
 */
export function clientAddress(
	socketAddress: string | undefined,
	forwardedFor: string | undefined,
	trusted: readonly string[],
): string | null {
	if (socketAddress === undefined) return null;
	const socket = plain(socketAddress);
	if (!trusted.includes(socket)) return socket;
	const hops = (forwardedFor ?? "").split(",").map(plain).filter(Boolean);
	const client = hops.reverse().find((hop) => !trusted.includes(hop));
	if (client === undefined) return socket;
	return isIP(client) === 0 ? null : client;
}

/**
 * To be called by the HTTP server before Next sees a request: drops what a client may not say about itself
 * and notes its address, and whether a proxy passed it on, so that nobody else can. `trustedProxy` is
 * `TRUSTED_PROXY`, comma separated.
 */
export function stampAddress(
	request: IncomingMessage,
	trustedProxy: string | undefined,
): void {
	const trusted = (trustedProxy ?? "").split(",").map(plain).filter(Boolean);
	const socket = request.socket.remoteAddress;
	const forwarded = request.headers["x-forwarded-for"];
	const address = clientAddress(socket, [forwarded].flat().join(","), trusted);
	const passedOn = Object.keys(request.headers).some(isForwardingHeader);
	for (const name of NOBODY_MAY_SEND) delete request.headers[name];
	if (socket === undefined || !trusted.includes(plain(socket)))
		for (const name of CLIENT_MAY_NOT_SEND) delete request.headers[name];
	if (address !== null)
		request.headers[HEADER] =
			`${ownKey()} ${address} ${passedOn ? PASSED_ON : DIRECT}`;
}

/** The address that `stampAddress` noted, or null: a client that sends the header itself lacks the key. */
export function stampedAddress(headers: Headers): string | null {
	return stampOf(headers)?.address ?? null;
}

/** The address of a client that `stampAddress` saw on the socket with no sign of a proxy; null for any other. */
export function directAddress(headers: Headers): string | null {
	const stamp = stampOf(headers);
	return stamp?.path === DIRECT ? stamp.address : null;
}

function stampOf(headers: Headers) {
	const [key, address, path] = (headers.get(HEADER) ?? "").split(" ");
	return key === ownKey() && address ? { address, path } : null;
}
