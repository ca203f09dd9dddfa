import "server-only";
import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import { findSession, type PersonActor } from "@/lib/people/sign-in/sessions";
import { openSession, sessionCookie } from "./auth-cookie";
import { webDb } from "./database";
import { PATH_HEADER } from "./headers";

/** Who is signed in, read from the database once per request. */
export const findSignedIn = cache(async () => {
	const jar = await cookies();
	const sessionId = await openSession(jar.get(sessionCookie().name)?.value);
	return sessionId ? findSession(webDb(), sessionId) : null;
});

/** The actor of this request, or null; one who must choose a password first is nobody yet. */
export async function findActor(): Promise<PersonActor | null> {
	const signedIn = await findSignedIn();
	return signedIn && !signedIn.mustChangePassword ? signedIn.actor : null;
}

/** For pages: sends whoever is not signed in to the sign-in page, and back afterwards. */
export async function requireActor(): Promise<PersonActor> {
	const signedIn = await findSignedIn();
	if (signedIn && !signedIn.mustChangePassword) return signedIn.actor;
	const path = (await headers()).get(PATH_HEADER) ?? "/";
	const next = `next=${encodeURIComponent(path)}`;
	redirect(signedIn ? `/sign-in/password?${next}` : `/sign-in?${next}`);
}
