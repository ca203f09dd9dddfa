import "server-only";
import { headers } from "next/headers";
import { cache } from "react";
import type { Actor } from "@/lib/auth/actor";
import type { Ctx } from "@/lib/command";
import { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { findActor, findSignedIn, requireActor } from "./actor";
import { stampedAddress } from "./client-address";
import { webDb } from "./database";
import { readPulse } from "./store-live";

/** One trace for everything that one render does. */
const requestTrace = cache(() => newId());

/** The context of an actor, with the address that the HTTP server noted. */
export const ctxOf = (
	actor: Actor,
	requestHeaders: Headers,
	trace: string,
): Ctx => ({
	db: webDb(),
	actor,
	trace,
	address: stampedAddress(requestHeaders),
});

/** The newest audit event before anything of this page was read, so that its live line can go on from there. */
export const newestEvent = cache(
	async (): Promise<bigint> => (await readPulse(webDb(), null)).seq,
);

/** For pages: redirects to the sign-in page when nobody is signed in. */
export async function requireCtx(): Promise<Ctx> {
	const actor = await requireActor();
	await newestEvent();
	return ctxOf(actor, await headers(), requestTrace());
}

/** For server actions: throws `unauthenticated` when nobody is signed in. */
export async function requireActionCtx(trace: string): Promise<Ctx> {
	const actor = await findActor();
	if (!actor) throw new AppError("unauthenticated", "sign in again");
	return ctxOf(actor, await headers(), trace);
}

/** The same for those who have yet to choose their password. */
export async function requireNewcomerCtx(trace: string): Promise<Ctx> {
	const signedIn = await findSignedIn();
	if (!signedIn) throw new AppError("unauthenticated", "sign in again");
	return ctxOf(signedIn.actor, await headers(), trace);
}
