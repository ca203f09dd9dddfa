import { isIP } from "node:net";
import ipaddr from "ipaddr.js";

/**
 * True when the URL's host is this machine: 127.0.0.0/8, ::1 or `localhost` (RFC 6761 §6.3).
 * Anything that does not parse, or only looks like it (`127.0.0.1.example.org`), is false.
 */
export function isLoopbackUrl(url: string): boolean {
	if (!URL.canParse(url)) return false;
	const { hostname, protocol } = new URL(url);
	if (protocol !== "http:" && protocol !== "https:") return false;
	return isLoopbackHost(hostname.replace(/^\[|\]$/g, ""));
}

/** True for a loopback address or the name `localhost`; takes IPv4-mapped IPv6 addresses too. */
export const isLoopbackHost = (host: string): boolean =>
	// What only looks like an address, as 127.1, is none.
	isIP(host) === 0
		? host.toLowerCase() === "localhost"
		: ipaddr.process(host).range() === "loopback";

/** Is a server set up for this machine alone: bound to it, and under no other address, as behind a proxy? */
export const isForThisMachine = ({
	HOST,
	NEXTAUTH_URL,
}: {
	HOST: string;
	NEXTAUTH_URL?: string | undefined;
}): boolean =>
	isLoopbackHost(HOST) &&
	(NEXTAUTH_URL === undefined || isLoopbackUrl(NEXTAUTH_URL));
