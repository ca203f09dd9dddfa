import { BlockList, isIP } from "node:net";

const IPV4_RANGES = [
	["0.0.0.0", 8],
	["10.0.0.0", 8],
	["100.64.0.0", 10],
	["127.0.0.0", 8],
	["169.254.0.0", 16],
	["172.16.0.0", 12],
	["192.0.0.0", 24],
	["192.0.2.0", 24],
	["192.168.0.0", 16],
	["198.18.0.0", 15],
	["198.51.100.0", 24],
	["203.0.113.0", 24],
	["224.0.0.0", 4],
	["240.0.0.0", 4],
] as const;

const IPV6_RANGES = [
	["::", 127],
	["64:ff9b::", 96],
	["100::", 64],
	["2001:db8::", 32],
	["2002::", 16],
	["fc00::", 7],
	["fe80::", 10],
	["fec0::", 10],
	["ff00::", 8],
] as const;

const blocked = new BlockList();
for (const [net, prefix] of IPV4_RANGES) blocked.addSubnet(net, prefix, "ipv4");
for (const [net, prefix] of IPV6_RANGES) blocked.addSubnet(net, prefix, "ipv6");

/** Whether an IP address is not on the public internet (RFC 6890; IPv4 inside IPv6 included). */
export function isPrivateAddress(address: string): boolean {
	const family = isIP(address);
	if (family === 0) return true;
	return blocked.check(address, family === 6 ? "ipv6" : "ipv4");
}

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
