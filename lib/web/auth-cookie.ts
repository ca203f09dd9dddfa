import { decode, encode } from "next-auth/jwt";
import { z } from "zod";
import { AppError } from "@/lib/core/errors";
import { readEnv } from "@/lib/env";

const SESSION_MAX_AGE_S = 7 * 24 * 3600;

type CookieEnvironment = {
	NEXTAUTH_SECRET?: string | undefined;
	NEXTAUTH_URL?: string | undefined;
};

const isSecure = (env: CookieEnvironment): boolean =>
	env.NEXTAUTH_URL?.startsWith("https:") ?? false;

/** The session cookie, by next-auth's own name, so that its routes read it too. */
export function sessionCookie(env: CookieEnvironment = readEnv()) {
	const secure = isSecure(env);
	return {
		name: `${secure ? "__Secure-" : ""}next-auth.session-token`,
		options: {
			httpOnly: true,
			sameSite: "strict" as const,
			path: "/",
			secure,
			maxAge: SESSION_MAX_AGE_S,
		},
	};
}

export function sessionSecret(env: CookieEnvironment = readEnv()): string {
	if (env.NEXTAUTH_SECRET) return env.NEXTAUTH_SECRET;
	throw new AppError("misconfigured", "NEXTAUTH_SECRET is not set");
}

const Payload = z.object({ sessionId: z.string() });

/** The cookie's value: next-auth's encrypted JWT, which carries the session's id and nothing else. */
export const sealSession = (sessionId: string): Promise<string> =>
	encode({
		token: { sessionId },
		secret: sessionSecret(),
		maxAge: SESSION_MAX_AGE_S,
	});

/** The session's id of a cookie's value; null for one that is forged, foreign or too old. */
export async function openSession(
	value: string | undefined,
): Promise<string | null> {
	if (!value) return null;
	const secret = sessionSecret();
	const opened = await decode({ token: value, secret }).catch(() => null);
	const payload = Payload.safeParse(opened);
	return payload.success ? payload.data.sessionId : null;
}
