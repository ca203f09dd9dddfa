import { isIP } from "node:net";
import ipaddr from "ipaddr.js";

/** Whether an IP address is not on the public internet (RFC 6890; IPv4 inside IPv6 included). */
export const isPrivateAddress = (address: string): boolean =>
	isIP(address) === 0 || ipaddr.process(address).range() !== "unicast";

/** Whether a URL's host names a private place by itself, before any name is looked up. */
export function isPrivateHost(hostname: string): boolean {
	const host = hostname
		.replace(/^\[|\]$/g, "")
		.replace(/\.$/, "")
		.toLowerCase();
	if (isIP(host) !== 0) return isPrivateAddress(host);
	return (
		host === "" ||
		!host.includes(".") ||
		/(?:^|\.)(?:localhost|local|internal|home\.arpa|onion)$/.test(host)
	);
}
