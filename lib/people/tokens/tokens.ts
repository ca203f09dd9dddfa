import { randomBytes } from "node:crypto";
import type { Auditor } from "@/lib/audit/append";
import type { Actor } from "@/lib/auth/actor";
import { SCOPES } from "@/lib/auth/permissions";
import { sha256 } from "@/lib/core/canonical-json";
import type { Db } from "@/lib/db/client";
import { appNow } from "@/lib/db/clock";
import { STRONG_SCOPES } from "@/lib/people/model";
import { refuseToken, type TokenRefusal } from "./refusal";
import { findTokenBySecret, isDemoDatabase } from "./store";

type Token = NonNullable<Awaited<ReturnType<typeof findTokenBySecret>>>;

const SECRET = /^sbx_[A-Za-z0-9_-]{43}$/;

/** 256 random bits behind a prefix that secret scanners can find. */
export const newTokenSecret = (): string =>
	`sbx_${randomBytes(32).toString("base64url")}`;

/** A plain hash is enough for a secret that nobody can guess. */
export const tokenHash = (secret: string): string => sha256(secret);

/**
 * The actor of a personal access token, or null when it is unknown, revoked, past its end, or its
 * person is disabled; that is audited. Strong scopes on a token that somebody else issued count in
 * demo mode only.
 * @param by who was asked to let it in, and from where it came
 */
export async function actorOfToken(
	db: Db,
	secret: string,
	by: Auditor,
): Promise<Actor | null> {
	const token = SECRET.test(secret)
		? await findTokenBySecret(db, tokenHash(secret))
		: null;
	if (!token) return refuseToken(db, { tokenId: null, why: "unknown" }, by);
	const why = whyRefused(token, await appNow(db));
	if (why) return refuseToken(db, { tokenId: token.id, why }, by);
	return toActor(db, token);
}

function whyRefused(token: Token, now: Date): TokenRefusal["why"] | null {
	if (token.revokedAt) return "revoked";
	if (token.person.disabledAt) return "person-disabled";
	return token.expiresAt <= now ? "expired" : null;
}

async function toActor(db: Db, token: Token): Promise<Actor> {
	const strongCounts =
		token.issuedBy === token.personId || (await isDemoDatabase(db));
	return {
		kind: "token",
		id: token.personId,
		name: token.person.name,
		email: token.person.email,
		tokenId: token.id,
		roles: token.person.roles.map(({ role, accountId }) => ({
			role,
			accountId,
		})),
		scopes: SCOPES.filter(
			(scope) =>
				token.scopes.includes(scope) &&
				(strongCounts || !STRONG_SCOPES.includes(scope)),
		),
	};
}
