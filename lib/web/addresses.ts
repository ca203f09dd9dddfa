import { isLoopbackHost } from "@/lib/core/loopback";

/** What the server's own addresses are read from. */
export type AddressEnvironment = {
	HOST: string;
	PORT: number;
	NEXTAUTH_URL?: string | undefined;
	PUBLIC_MEDIA_BASE_URL?: string | undefined;
};

const LOOPBACK_NAMES = ["127.0.0.1", "localhost", "[::1]"];
const EVERYWHERE = ["0.0.0.0", "::"];

const bracketed = (host: string): string =>
	host.includes(":") && !host.startsWith("[") ? `[${host}]` : host;

/** The origins under which people use this server: the configured one, the bound one, and this machine's names. */
export function ownOrigins(env: AddressEnvironment): string[] {
	const bound = EVERYWHERE.includes(env.HOST) ? [] : [bracketed(env.HOST)];
	const local =
		EVERYWHERE.includes(env.HOST) || isLoopbackHost(env.HOST)
			? LOOPBACK_NAMES
			: [];
	const origins = [...bound, ...local].map(
		(host) => new URL(`http://${host}:${env.PORT}`).origin,
	);
	if (env.NEXTAUTH_URL && URL.canParse(env.NEXTAUTH_URL))
		origins.push(new URL(env.NEXTAUTH_URL).origin);
	return [...new Set(origins)];
}

const hostOf = (origin: string): string => new URL(origin).host;

/**
 * May this `Host` ask for this path? A foreign one means DNS rebinding or a wrong address.
 * The public address of the media serves `/media/` and nothing else.
 */
export function isOwnHost(
	host: string | null,
	path: string,
	env: AddressEnvironment,
): boolean {
	if (!host) return false;
	const asked = host.toLowerCase();
	if (ownOrigins(env).some((origin) => sameHost(asked, origin))) return true;
	const media = env.PUBLIC_MEDIA_BASE_URL;
	return (
		path.startsWith("/media/") &&
		media !== undefined &&
		URL.canParse(media) &&
		sameHost(asked, media)
	);
}

// A browser leaves the scheme's own port out, a proxy may not.
function sameHost(asked: string, url: string): boolean {
	const { protocol } = new URL(url);
	const parsed = `${protocol}//${asked}`;
	return URL.canParse(parsed) && new URL(parsed).host === hostOf(url);
}
