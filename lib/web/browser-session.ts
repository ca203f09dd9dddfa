import "server-only";
import { cookies } from "next/headers";
import { sealSession, sessionCookie } from "./auth-cookie";

/** Gives the browser its session; only in a server action or a route. */
export async function keepSession(sessionId: string): Promise<void> {
	const { name, options } = sessionCookie();
	(await cookies()).set(name, await sealSession(sessionId), options);
}

export async function dropSession(): Promise<void> {
	const { name, options } = sessionCookie();
	(await cookies()).set(name, "", { ...options, maxAge: 0 });
}
