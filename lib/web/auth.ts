import "server-only";
import { AsyncLocalStorage } from "node:async_hooks";
import NextAuth, { type NextAuthOptions } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import { newId } from "@/lib/core/ids";
import { tooManyAttempts } from "@/lib/core/too-many-tries";
import { SESSION_MAX_MS } from "@/lib/people/model";
import { findSession, signOut } from "@/lib/people/sign-in/sessions";
import { signIn } from "@/lib/people/sign-in/sign-in";
import { sessionCookie, sessionSecret } from "./auth-cookie";
import { stampedAddress } from "./client-address";
import { ctxOf } from "./context";
import { webDb } from "./database";
import { errorResponse } from "./error-response";

type AuthRequest = { headers: Headers; retryAfterMs: number | null };

// next-auth tells `authorize` nothing that may be trusted and takes no status from it.
const current = new AsyncLocalStorage<AuthRequest>();

async function authorize(
	credentials: Record<"email" | "password", string> | undefined,
): Promise<{ id: string } | null> {
	const request = current.getStore();
	if (!credentials || !request) return null;
	const answer = await signIn(webDb(), {
		email: credentials.email,
		password: credentials.password,
		address: stampedAddress(request.headers),
		trace: newId(),
	});
	if (answer.kind === "throttled") request.retryAfterMs = answer.retryAfterMs;
	return answer.kind === "signed_in" ? { id: answer.sessionId } : null;
}

async function endSessionOf(token: Record<string, unknown>): Promise<void> {
	if (typeof token.sessionId !== "string") return;
	const signedIn = await findSession(webDb(), token.sessionId);
	const headers = current.getStore()?.headers ?? new Headers();
	if (signedIn) await signOut(ctxOf(signedIn.actor, headers, newId()));
}

const options = (): NextAuthOptions => ({
	secret: sessionSecret(),
	session: { strategy: "jwt", maxAge: SESSION_MAX_MS / 1000 },
	pages: { signIn: "/sign-in", error: "/sign-in" },
	cookies: { sessionToken: sessionCookie() },
	providers: [
		Credentials({
			name: "Password",
			credentials: {
				email: { label: "E-mail", type: "email" },
				password: { label: "Password", type: "password" },
			},
			authorize,
		}),
	],
	callbacks: {
		// The JWT carries the session's id and nothing that could go stale.
		jwt: ({ token, user }) => ({ sessionId: user?.id ?? token.sessionId }),
		session: ({ session }) => ({ expires: session.expires }),
	},
	events: { signOut: ({ token }) => endSessionOf(token) },
});

type AuthArgs = { params: Promise<{ nextauth: string[] }> };

/** next-auth's routes; a throttled sign-in answers 429 with `Retry-After` (T4). */
export async function authRoute(
	request: Request,
	args: AuthArgs,
): Promise<Response> {
	const store: AuthRequest = { headers: request.headers, retryAfterMs: null };
	const response: Response = await current.run(store, () =>
		NextAuth(options())(request, args),
	);
	if (store.retryAfterMs === null) return response;
	return errorResponse(tooManyAttempts(store.retryAfterMs), newId());
}
